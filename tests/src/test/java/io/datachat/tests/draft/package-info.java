/// Drafts: there and back on real databases
@NullMarked
package io.datachat.tests.draft;

import org.jspecify.annotations.NullMarked;
