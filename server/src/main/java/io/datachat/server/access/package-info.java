/// Who calls: this machine's person, or whoever shows a key; and how often they may
@NullMarked
package io.datachat.server.access;

import org.jspecify.annotations.NullMarked;
