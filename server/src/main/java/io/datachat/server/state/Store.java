package io.datachat.server.state;

import io.datachat.apex.project.Hosting.StateDatabase;
import io.datachat.apex.project.Project;
import io.datachat.apex.project.ProjectFolder;
import java.util.HashMap;
import java.util.Map;

/// Where the state is kept, as Micronaut's data source is told.
record Store(String url, String user, String password, boolean embedded) {
    /// H2 in PostgreSQL's mode: one spelling of every statement. Several processes may have the file open; the
    /// first one serves the others on loopback. A commit is written at once, not half a second later.
    private static final String H2 =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    static Store of(Project project) {
        StateDatabase configured = project.hosting().state();
        if (configured != null) {
            var password = configured.password();
            return new Store(
                    configured.url(),
                    configured.user() == null ? "" : configured.user(),
                    password == null ? "" : password.reveal(),
                    false);
        }
        // Read by H2 when its first class is loaded: otherwise it would listen on every address of the machine.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        var file = ProjectFolder.state(project).resolve("state").toAbsolutePath();
        return new Store("jdbc:h2:file:" + file + H2, "datachat", "", true);
    }

    Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        properties.put("micronaut.application.name", "datachat");
        properties.put("datachat.embedded", embedded);
        properties.put("datasources.default.url", url);
        properties.put("datasources.default.username", user);
        properties.put("datasources.default.password", password);
        properties.put("datasources.default.driver-class-name", embedded ? "org.h2.Driver" : "org.postgresql.Driver");
        properties.put("datasources.default.schema-generate", "NONE");
        properties.put("datasources.default.dialect", "POSTGRES");
        properties.put("datasources.default.minimum-idle", 1);
        properties.put("datasources.default.maximum-pool-size", 4);
        properties.put("datasources.default.connection-timeout", 10_000);
        return properties;
    }

    @Override
    public String toString() {
        return url;
    }
}
