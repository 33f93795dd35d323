/// The JSON form of a metric request: read with every problem at once, written for a server.
@NullMarked
package io.datachat.apex.answer.request;

import org.jspecify.annotations.NullMarked;
