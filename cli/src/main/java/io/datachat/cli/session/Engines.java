package io.datachat.cli.session;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.project.Project;
import io.datachat.cli.engine.Engine;
import io.datachat.cli.engine.EngineCode;
import io.datachat.cli.engine.InProcess;
import io.datachat.cli.engine.OverHttp;
import io.datachat.server.ServerFile;
import io.datachat.server.health.Version;
import java.net.URI;
import java.net.URISyntaxException;

/// Chooses where a question is answered: the server that was named, the project's running one, or this process.
public final class Engines {
    private static final String NONE = "none";

    private Engines() {}

    public static Engine open(Session session, CommonOptions options, Project project) {
        var key = session.environment().variable("DATACHAT_API_KEY");
        var named = options.server();
        if (NONE.equals(named)) return inProcess(session, project);
        if (named != null) return new OverHttp(address(named), key);
        var running = ServerFile.running(project);
        if (running.isEmpty()) return inProcess(session, project);
        if (!running.get().version().equals(Version.TEXT)) {
            throw new Rejection(Problem.of(
                            EngineCode.OTHER_VERSION,
                            "the running server has version " + running.get().version() + ", this command "
                                    + Version.TEXT)
                    .hint("restart the server, or use '--server none'"));
        }
        return new OverHttp(
                URI.create(running.get().url()), key == null ? running.get().token() : key);
    }

    private static Engine inProcess(Session session, Project project) {
        return InProcess.asking(project, session.clock());
    }

    private static URI address(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() != null) return uri;
        } catch (URISyntaxException e) {
            throw CommonOptions.option("--server", text, "write for example http://127.0.0.1:8080, or none");
        }
        throw CommonOptions.option("--server", text, "write for example http://127.0.0.1:8080, or none");
    }
}
