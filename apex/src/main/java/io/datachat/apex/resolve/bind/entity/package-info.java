/// Entities bound to tables, and expressions bound to entities.
@NullMarked
package io.datachat.apex.resolve.bind.entity;

import org.jspecify.annotations.NullMarked;
