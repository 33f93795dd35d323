package io.datachat.server.datapoints;

import io.datachat.apex.Apex;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Loads edited DataPoints within a second.
///
/// It compares times and sizes: events of the file system get lost on network folders and when editors replace files.
@Singleton
public final class FolderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final int EVERY_MILLIS = 700;

    private final Apex apex;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Map<Path, String> seen;

    FolderWatch(Apex apex) {
        this.apex = apex;
        this.seen = look(apex.project().datapoints());
    }

    public void start() {
        Thread.ofPlatform().daemon().name("datapoints").start(this::watch);
    }

    @PreDestroy
    void stop() {
        stop.countDown();
    }

    private void watch() {
        try {
            while (!stop.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) compare();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare() {
        var now = look(apex.project().datapoints());
        if (now.equals(seen)) return;
        seen = now;
        try {
            var problems = apex.reload();
            LOG.info("DataPoints were read again, {} problems", problems.size());
        } catch (RuntimeException broken) {
            LOG.error("DataPoints could not be read again; the last good ones stay", broken);
        }
    }

    private static Map<Path, String> look(Path folder) {
        var files = new TreeMap<Path, String>();
        if (!Files.isDirectory(folder)) return files;
        try (var tree = Files.find(folder, 16, (_, file) -> file.isRegularFile())) {
            for (var path : (Iterable<Path>) tree::iterator) {
                var file = Files.readAttributes(path, BasicFileAttributes.class);
                files.put(path, file.lastModifiedTime() + " " + file.size() + " " + file.fileKey());
            }
        } catch (IOException | java.io.UncheckedIOException changing) {
            // A file vanished while it was looked at; the next look sees the folder at rest.
        }
        return files;
    }
}
