/// Keeps materialized views fresh: what each reads, when it is due, and what became of it. Threads are the server's.
@NullMarked
package io.datachat.apex.fresh;

import org.jspecify.annotations.NullMarked;
