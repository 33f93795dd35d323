package io.datachat.server.state.audit;

import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.server.state.audit.journal.Journal;
import io.datachat.server.state.audit.journal.Leftover;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/// Opens the audit of this process.
@Factory
public class Chains {
    private static final int SALT = 32;
    private final Appending appending;
    private final Anchors anchors;
    private final Heads heads;
    private final InstantSource clock;
    private final Path folder;

    Chains(Appending appending, Anchors anchors, Heads heads, InstantSource clock, Project project) {
        this.appending = appending;
        this.anchors = anchors;
        this.heads = heads;
        this.clock = clock;
        this.folder = ProjectFolder.state(project);
    }

    @Bean
    @Singleton
    static Anchors anchors(Project project) {
        return new Anchors(ProjectFolder.state(project));
    }

    public Chain open() {
        bringIn();
        return new Chain(appending, anchors, Journal.open(folder), new Records(salt(), clock));
    }

    /// Records of processes that ended before the database had them.
    public void bringIn() {
        Leftover.bringIn(folder, left -> {
            var missing = left.stream()
                    .map(each -> Chained.of(each.texts()))
                    .filter(each -> !appending.holds(each))
                    .toList();
            if (!missing.isEmpty()) anchors.reached(appending.append(missing));
        });
    }

    /// Brings in what was written up to now, here and by processes that ended, so that it can be read.
    public void settle(Chain own) {
        bringIn();
        own.flush();
    }

    /// One for all processes of the project: who is first writes it.
    private String salt() {
        var known = heads.salt();
        if (known.isPresent()) return known.get();
        var bytes = new byte[SALT];
        new SecureRandom().nextBytes(bytes);
        try {
            heads.keepSalt(HexFormat.of().formatHex(bytes));
        } catch (DataAccessException another) {
            // Another process was first.
        }
        return heads.salt().orElseThrow();
    }
}
