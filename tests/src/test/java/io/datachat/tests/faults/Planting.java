package io.datachat.tests.faults;

import io.datachat.apex.Apex;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A second copy of the engine and of the differential test, with one class replaced.
final class Planting extends URLClassLoader {
    private Planting(URL[] classes) {
        super(classes, Planting.class.getClassLoader());
    }

    /// @param fault null plants nothing
    static Planting of(@Nullable Fault fault, Path folder) throws IOException {
        var classes = new ArrayList<URL>();
        if (fault != null) {
            compile(fault, Files.createDirectories(folder));
            classes.add(folder.toUri().toURL());
        }
        classes.add(home(Apex.class));
        classes.add(home(Planting.class));
        return new Planting(classes.toArray(URL[]::new));
    }

    private static URL home(Class<?> type) throws MalformedURLException {
        return Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                .getLocation();
    }

    private static void compile(Fault fault, Path into) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        var uri = URI.create("string:///" + fault.className().replace('.', '/') + ".java");
        var source = new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return fault.planted();
            }
        };
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-d",
                    into.toString(),
                    "-proc:none",
                    "-nowarn",
                    "-parameters",
                    "-classpath",
                    Path.of(URI.create(home(Apex.class).toString()))
                            + File.pathSeparator
                            + System.getProperty("java.class.path"));
            if (!compiler.getTask(said, files, null, options, null, List.of(source))
                    .call()) {
                throw new IllegalStateException(fault.name() + " does not compile: " + said);
            }
        }
    }

    /// Our own classes come from here, everything else from the parent.
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.datachat.")) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            if (loaded == null) loaded = findClass(name);
            if (resolve) resolveClass(loaded);
            return loaded;
        }
    }
}
