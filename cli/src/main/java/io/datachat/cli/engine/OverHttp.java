package io.datachat.cli.engine;

import io.datachat.apex.Apex;
import io.datachat.apex.answer.Answer;
import io.datachat.apex.answer.AnswerReader;
import io.datachat.apex.answer.board.BoardAnswer;
import io.datachat.apex.answer.board.BoardReader;
import io.datachat.apex.answer.request.BoardRequest;
import io.datachat.apex.answer.request.MetricRequest;
import io.datachat.apex.answer.request.MetricRequestWriter;
import io.datachat.apex.answer.request.SqlRequest;
import io.datachat.apex.materialize.Kept;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Asking;
import io.datachat.apex.query.MetricQuery;
import io.datachat.apex.query.Query;
import io.datachat.apex.query.SqlQuery;
import io.datachat.apex.query.WriteQuery;
import io.datachat.server.fresh.FreshnessDocument;
import io.datachat.server.fresh.FreshnessDocument.TriggerDocument;
import io.datachat.server.write.Desk;
import io.datachat.server.write.DraftDocument;
import io.datachat.server.write.WriteDocument;
import io.datachat.server.write.WriteDocument.ApprovalDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running server. Uses the plain connection of the JDK: the newer client costs a tenth of a second more to start.
public final class OverHttp implements Engine {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration COURTESY = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final String JSON = "application/json";

    private final URI base;
    private final @Nullable String token;

    /// @param base such as `http://127.0.0.1:8080`
    public OverHttp(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    @Override
    public Answer answer(Query query, Asking asking) {
        return AnswerReader.read(ask(call(query, asking), asking, OverHttp::bytes));
    }

    @Override
    public Apex.Compiled dryRun(Query query, Asking asking) {
        var call = switch (query) {
            case MetricQuery metrics -> Call.query(request(metrics, asking).asDryRun());
            case SqlQuery sql -> Call.post("/api/v1/sql/explain").with(sql(sql, asking));
        };
        var answer = AnswerReader.read(ask(call, asking, OverHttp::bytes));
        return new Apex.Compiled(answer.columns(), answer.receipt());
    }

    @Override
    public Answer plan(Query query, Asking asking) {
        var call = switch (query) {
            case MetricQuery metrics ->
                Call.post("/api/v1/metrics/plan").with(MetricRequestWriter.write(request(metrics, asking)));
            case SqlQuery sql -> Call.post("/api/v1/sql/plan").with(sql(sql, asking));
        };
        return AnswerReader.read(ask(call, asking, OverHttp::bytes));
    }

    @Override
    public void stream(Query query, Asking asking, Text form, OutputStream out) {
        var type = switch (form) {
            case JSON -> "application/json";
            case CSV -> "text/csv";
        };
        ask(call(query, asking).accepting(type), asking, body -> body.transferTo(out));
    }

    @Override
    public BoardAnswer run(String dashboard, BoardRequest request, Asking asking) {
        var name = URLEncoder.encode(dashboard, StandardCharsets.UTF_8).replace("+", "%20");
        var asOf =
                new BoardRequest(request.period(), request.filters(), request.where(), request.tile(), asking.asOf());
        var call = Call.post("/api/v1/dashboards/" + name + "/run").with(MetricRequestWriter.write(asOf));
        return BoardReader.read(ask(call, asking, OverHttp::bytes));
    }

    @Override
    public List<Kept> rollups(Asking asking) {
        return Documents.rollups(ask(Call.get("/api/v1/materialize"), asking, OverHttp::bytes));
    }

    @Override
    public Kept refresh(String metric, Asking asking) {
        var path = "/api/v1/materialize/refresh?metric=" + URLEncoder.encode(metric, StandardCharsets.UTF_8);
        return Documents.rollup(ask(Call.post(path), asking, OverHttp::bytes));
    }

    @Override
    public FreshnessDocument freshness(Asking asking) {
        return Documents.freshness(ask(Call.get("/api/v1/freshness"), asking, OverHttp::bytes));
    }

    @Override
    public List<TriggerDocument> triggers(Asking asking) {
        return Documents.triggers(ask(Call.get("/api/v1/freshness/triggers"), asking, OverHttp::bytes));
    }

    @Override
    public List<Reread> refreshCatalog(@Nullable String database, Asking asking) {
        var one = database == null ? "" : "?database=" + URLEncoder.encode(database, StandardCharsets.UTF_8);
        return Documents.reread(ask(Call.post("/api/v1/catalog/refresh" + one), asking, OverHttp::bytes));
    }

    @Override
    public WriteDocument propose(WriteQuery query, Asking asking) {
        return Documents.write(ask(Call.post("/api/v1/sql/write").with(write(query)), asking, OverHttp::bytes));
    }

    @Override
    public WriteDocument execute(String approval, WriteQuery query, Asking asking) {
        var call = Call.post(approval(approval) + "/execute").with(write(query));
        return Documents.write(ask(call, asking, OverHttp::bytes));
    }

    @Override
    public DraftDocument draft(SqlQuery query, int least, Asking asking) {
        var call = Call.post("/api/v1/sql/draft?number=" + least).with(write(Desk.write(query)));
        return Documents.draft(ask(call, asking, OverHttp::bytes));
    }

    @Override
    public List<ApprovalDocument> approvals(Asking asking) {
        return Documents.approvals(ask(Call.get("/api/v1/approvals"), asking, OverHttp::bytes));
    }

    @Override
    public ApprovalDocument approve(String approval, Asking asking) {
        return Documents.approval(ask(Call.post(approval(approval) + "/approve"), asking, OverHttp::bytes));
    }

    @Override
    public ApprovalDocument reject(String approval, @Nullable String reason, Asking asking) {
        var why = reason == null ? "" : "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        return Documents.approval(ask(Call.post(approval(approval) + "/reject" + why), asking, OverHttp::bytes));
    }

    private static String approval(String id) {
        return "/api/v1/approvals/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] write(WriteQuery query) {
        return MetricRequestWriter.write(new SqlRequest(query.text(), null, null));
    }

    private record Call(String method, String path, String body, String accept) {
        static Call get(String path) {
            return new Call("GET", path, "", JSON);
        }

        static Call post(String path) {
            return new Call("POST", path, "", JSON);
        }

        static Call query(MetricRequest request) {
            return post("/api/v1/metrics/query").with(MetricRequestWriter.write(request));
        }

        Call with(byte[] said) {
            return new Call(method, path, new String(said, StandardCharsets.UTF_8), accept);
        }

        Call accepting(String type) {
            return new Call(method, path, body, type);
        }
    }

    private static Call call(Query query, Asking asking) {
        return switch (query) {
            case MetricQuery metrics ->
                Call.post("/api/v1/metrics/query" + costly(asking))
                        .with(MetricRequestWriter.write(request(metrics, asking)));
            case SqlQuery sql ->
                Call.post("/api/v1/sql/execute" + costly(asking)).with(sql(sql, asking));
        };
    }

    private static String costly(Asking asking) {
        return asking.costly() ? "?costly=true" : "";
    }

    private static byte[] sql(SqlQuery query, Asking asking) {
        return MetricRequestWriter.write(new SqlRequest(query, null, asking.asOf()));
    }

    private static MetricRequest request(MetricQuery query, Asking asking) {
        return new MetricRequest(query, false, false, null, asking.asOf());
    }

    private interface Reading<T> {
        T from(InputStream body) throws IOException;
    }

    private static byte[] bytes(InputStream body) throws IOException {
        return body.readAllBytes();
    }

    private <T> T ask(Call call, Asking asking, Reading<T> reading) {
        var connection = connection(call.path(), asking);
        try (var _ = asking.cancellation().onCancel(connection::disconnect)) {
            connection.setRequestProperty("Accept", call.accept() + ", application/problem+json");
            if (token != null) connection.setRequestProperty("Authorization", "Bearer " + token);
            if (call.method().equals("POST")) send(connection, call.body().getBytes(StandardCharsets.UTF_8));
            if (connection.getResponseCode() == OK) {
                try (var body = connection.getInputStream()) {
                    return reading.from(body);
                }
            }
            throw refused(connection);
        } catch (IOException e) {
            throw new Rejection(Problem.of(EngineCode.UNREACHABLE, "the server at " + base + " does not answer")
                    .hint("is it running? '--server none' runs the engine in this process"));
        }
    }

    private static void send(HttpURLConnection connection, byte[] body) throws IOException {
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", JSON);
        try (var out = connection.getOutputStream()) {
            out.write(body);
        }
    }

    private Rejection refused(HttpURLConnection connection) throws IOException {
        try (var body = connection.getErrorStream()) {
            if (body == null || !String.valueOf(connection.getContentType()).contains("json")) {
                return new Rejection(Problem.of(
                                EngineCode.UNREACHABLE,
                                "the server at " + base + " answered with status " + connection.getResponseCode())
                        .hint("is it a DataChat server?"));
            }
            return new Rejection(AnswerReader.problems(body.readAllBytes()));
        }
    }

    private HttpURLConnection connection(String path, Asking asking) {
        try {
            var connection = (HttpURLConnection) base.resolve(path).toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int)
                    Math.min(Integer.MAX_VALUE, asking.timeout().plus(COURTESY).toMillis()));
            return connection;
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new Rejection(Problem.of(EngineCode.UNREACHABLE, "'" + base + "' is not the address of a server")
                    .hint("write for example http://127.0.0.1:8080"));
        }
    }

    @Override
    public void close() {}
}
