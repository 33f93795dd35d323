package io.datachat.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.server.problems.ServerCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The page to try it at `/`, and the OpenAPI document. All of it comes from the jar: nothing is loaded from elsewhere.
@Controller
@Hidden
final class PageController {
    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> page() {
        return file("/web/index.html", MediaType.TEXT_HTML);
    }

    @Get("/page.css")
    @Produces("text/css")
    HttpResponse<?> css() {
        return file("/web/page.css", "text/css");
    }

    @Get("/page/{name}.js")
    @Produces("text/javascript")
    HttpResponse<?> js(String name) {
        if (!name.matches("[a-z]+")) throw missing(name);
        return file("/web/" + name + ".js", "text/javascript");
    }

    @Get("/api/v1/openapi.yaml")
    @Produces(MediaType.APPLICATION_YAML)
    HttpResponse<?> openApi() {
        // A value of an answer may be anything, for which the generator of the document only has `object`.
        return served(
                new String(read("/META-INF/swagger/datachat.yml"), UTF_8)
                        .replaceFirst("(?m)^    Value:\n      type: object\n", "    Value:\n")
                        .getBytes(UTF_8),
                MediaType.APPLICATION_YAML);
    }

    private static HttpResponse<?> file(String path, String type) {
        return served(read(path), type);
    }

    private static HttpResponse<?> served(byte[] content, String type) {
        return HttpResponse.ok(content)
                .contentType(MediaType.of(type + "; charset=utf-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src"
                                + " 'self' data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache");
    }

    private static byte[] read(String path) {
        try (var in = PageController.class.getResourceAsStream(path)) {
            if (in == null) throw missing(path);
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Rejection missing(String name) {
        return new Rejection(Problem.of(ServerCode.NO_SUCH_ADDRESS, "there is no file '" + name + "'"));
    }
}
