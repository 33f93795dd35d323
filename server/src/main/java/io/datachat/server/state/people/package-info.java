/// Who may ask: users with roles and attributes, and the keys they show
@NullMarked
package io.datachat.server.state.people;

import org.jspecify.annotations.NullMarked;
