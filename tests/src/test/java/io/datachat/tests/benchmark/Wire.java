package io.datachat.tests.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept-alive HTTP connection, as lean as a client can be, so that the client takes little of the machine.
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String head;

    Wire(int port, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        head = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: application/json\r\n"
                + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n");
    }

    /// @return the status
    int send(String method, String path, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var request = method + " " + path + head + "Content-Length: " + bytes.length + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        var status = Integer.parseInt(line().substring(9, 12));
        var length = -1;
        while (true) {
            var header = line().toLowerCase(Locale.ROOT);
            if (header.isEmpty()) break;
            if (header.startsWith("content-length:"))
                length = Integer.parseInt(header.substring(15).strip());
        }
        if (length >= 0) in.skipNBytes(length);
        else chunks();
        return status;
    }

    private void chunks() throws IOException {
        while (true) {
            var size = Integer.parseInt(line().strip(), 16);
            in.skipNBytes(size);
            line();
            if (size == 0) return;
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new IOException("the connection was closed");
            if (next != '\r') text.append((char) next);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
