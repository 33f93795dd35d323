package io.datachat.apex.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Calls back when something in a folder or below it changed, once for many changes in quick succession: an editor
/// writes a file in several steps, and a checkout writes many files.
public final class FolderWatch implements AutoCloseable {
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_DELETE
    };

    private final WatchService service;
    private final Duration quiet;
    private final Runnable changed;
    private final Thread thread;

    /// @param folder  must exist
    /// @param quiet   how long nothing must happen before the call
    /// @param changed runs on the watch's own thread; what it throws ends the watch
    public FolderWatch(Path folder, Duration quiet, Runnable changed) {
        try {
            this.service = folder.getFileSystem().newWatchService();
            this.quiet = quiet;
            this.changed = changed;
            register(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.thread = Thread.ofVirtual().name("datapoints-watch").start(this::watch);
    }

    /// A folder is watched before its content is listed: what appears in between is then seen by the watch.
    private void register(Path folder) throws IOException {
        folder.register(service, KINDS);
        try (var content = Files.list(folder)) {
            for (var inside : content.filter(FolderWatch::folder).toList()) register(inside);
        }
    }

    private static boolean folder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void watch() {
        try {
            while (true) {
                take(service.take());
                for (var key = next(); key != null; key = next()) take(key);
                changed.run();
            }
        } catch (ClosedWatchServiceException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable WatchKey next() throws InterruptedException {
        return service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// New folders are watched too.
    private void take(WatchKey key) {
        for (var event : key.pollEvents()) {
            if (event.kind() != StandardWatchEventKinds.ENTRY_CREATE) continue;
            if (!(key.watchable() instanceof Path folder) || !(event.context() instanceof Path name)) continue;
            var created = folder.resolve(name);
            if (folder(created)) watchable(created);
        }
        key.reset();
    }

    private void watchable(Path created) {
        try {
            register(created);
        } catch (IOException | UncheckedIOException e) {
            // It vanished between the event and the look: there is nothing left to watch.
        }
    }

    @Override
    public void close() {
        try {
            service.close();
            thread.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
