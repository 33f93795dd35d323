/// A project folder: datachat.yaml, its databases, its git-ignored state folder.
@NullMarked
package io.datachat.apex.project;

import org.jspecify.annotations.NullMarked;
