/// One spelling for each construct of the authoring dialect, before names and types are checked.
@NullMarked
package io.datachat.apex.read.normal;

import org.jspecify.annotations.NullMarked;
