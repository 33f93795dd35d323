package io.datachat.apex.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a record is spelled in YAML where the names of its components do not say it all.
public final class Yaml {
    private Yaml() {}

    /// The key of a component whose name cannot be the key: `default` is a word of Java.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface Key {
        String value();
    }

    /// What a key means when it is left out.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface Absent {
        String value();
    }

    /// The keys of this component stand beside the others, not one level deeper.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    public @interface Inline {}

    /// A list of this record may be written as a mapping from its first component to the rest.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface Keyed {}

    /// One form of a sealed family, recognised by this key. When `nested`, all other keys stand below it.
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    public @interface ToldBy {
        String value();

        boolean nested() default false;
    }
}
