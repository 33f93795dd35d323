package io.datachat.server.page;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.tags.Tag;

/// The head of the OpenAPI document, which the build writes from the controllers.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "DataChat",
                        version = "v1",
                        description = "Metrics defined once, answered right. Failures are RFC 9457 problems with code,"
                                + " place, hint and the nearest valid names.",
                        license = @License(name = "Apache-2.0")),
        tags = {
            @Tag(name = "metrics", description = "Ask, list, describe"),
            @Tag(name = "words", description = "Ask in words"),
            @Tag(name = "datapoints", description = "What the business knows"),
            @Tag(name = "catalog", description = "What the databases hold"),
            @Tag(name = "materialize", description = "What is kept ready"),
            @Tag(name = "server", description = "Readiness and version")
        })
final class ApiDescription {
    private ApiDescription() {}
}
