package io.datachat.server.access;

import io.datachat.apex.Apex;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import io.datachat.server.problems.ProblemResponse;
import io.datachat.server.problems.ServerCode;
import io.datachat.server.state.State;
import io.datachat.server.state.people.People;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls. Without users the person at this machine is administrator; with users every call needs a key, but for
/// the page and what tells that the server runs.
@ServerFilter("/**")
final class AccessFilter implements Ordered {
    private static final String BEARER = "Bearer ";
    private static final Set<String> OPEN = Set.of("/", "/page.css", "/health", "/api/v1/version");

    /// What shows or changes more than one person's answers.
    private static final List<String> ADMINISTRATORS = List.of(
            "/api/v1/audit",
            "/api/v1/datapoints",
            "/api/v1/catalog/refresh",
            "/api/v1/freshness",
            "/api/v1/materialize");

    private final Token token;
    private final State state;
    private final Surroundings surroundings;
    private final @Nullable SignedTokens signed;
    private volatile @Nullable People people;

    AccessFilter(Token token, State state, Surroundings surroundings, Apex apex, InstantSource clock) {
        this.token = token;
        this.state = state;
        this.surroundings = surroundings;
        var issuer = apex.project().hosting().tokens();
        this.signed = issuer == null ? null : new SignedTokens(issuer, clock);
    }

    /// Behind the one that looks where a call comes from.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> recognise(HttpRequest<?> request) {
        var authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        Optional<Viewer> viewer;
        try {
            viewer = authorization == null ? unnamed() : named(authorization);
        } catch (Rejection refused) {
            return refused(refused.problems().getFirst());
        }
        if (viewer.isPresent()) {
            Callers.is(request, viewer.get());
            return viewer.get().administrator() || !administrators(request.getPath())
                    ? null
                    : ProblemResponse.of(
                            Problem.of(ServerCode.ADMINISTRATORS_ONLY, "this address is for administrators only"));
        }
        if (authorization == null && open(request.getPath())) return null;
        if (authorization == null)
            return refused(Problem.of(ServerCode.NO_KEY, "the call shows no key")
                    .hint("send 'Authorization: Bearer dck_…'; the command reads DATACHAT_API_KEY"));
        return refused(
                known()
                        ? Problem.of(ServerCode.WRONG_KEY, "the key is not valid")
                                .hint("ask an administrator for a new one: datachat user key create NAME")
                        : Problem.of(ServerCode.WRONG_TOKEN, "the token is not the one of this server"));
    }

    private Optional<Viewer> unnamed() {
        return surroundings.alone() && !known() ? Optional.of(Viewer.LOCAL) : Optional.empty();
    }

    /// Whether anybody can be known by name.
    private boolean known() {
        return signed != null || people().any();
    }

    /// The token of server.json belongs to who may read the project's files, and therefore everything.
    private Optional<Viewer> named(String authorization) {
        if (token.shownIn(authorization)) return Optional.of(Viewer.LOCAL);
        if (!authorization.startsWith(BEARER)) return Optional.empty();
        var shown = authorization.substring(BEARER.length()).strip();
        return signed != null && SignedTokens.like(shown) ? Optional.of(signed.holder(shown)) : people().holder(shown);
    }

    private People people() {
        var known = people;
        if (known == null) people = known = state.people();
        return known;
    }

    private static boolean open(String path) {
        return OPEN.contains(path) || (path.startsWith("/page/") && path.endsWith(".js"));
    }

    private static boolean administrators(String path) {
        return ADMINISTRATORS.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
    }

    private static HttpResponse<?> refused(Problem problem) {
        return ProblemResponse.of(problem).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"datachat\"");
    }
}
