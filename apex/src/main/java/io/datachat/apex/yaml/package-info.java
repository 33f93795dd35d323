/// YAML trees with places, and their binding to records. The only home of SnakeYAML Engine.
@NullMarked
package io.datachat.apex.yaml;

import org.jspecify.annotations.NullMarked;
