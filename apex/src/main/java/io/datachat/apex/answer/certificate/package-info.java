/// What SQL is, seen from the metrics: certified, near to some, or none; as JSON and in words
@NullMarked
package io.datachat.apex.answer.certificate;

import org.jspecify.annotations.NullMarked;
