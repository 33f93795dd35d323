package io.datachat.server.state.audit;

import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
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

    Chains(Appending appending, Anchors anchors, Heads heads, InstantSource clock) {
        this.appending = appending;
        this.anchors = anchors;
        this.heads = heads;
        this.clock = clock;
    }

    @Bean
    @Singleton
    static Anchors anchors(Project project) {
        return new Anchors(ProjectFolder.state(project));
    }

    public Chain open() {
        return new Chain(appending, anchors, salt(), clock);
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
