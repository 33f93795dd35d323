package io.datachat.apex.warehouse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Stands in front of a real driver and lets a text through only when the one door hands it over. The engine knows
/// nothing of it: it replaces the driver in the registry of JDBC, so any test on any level can do the same.
final class GuardedDriver implements Driver, AutoCloseable {
    private static final String DOOR = "io.datachat.apex.warehouse.Door";
    /// How a text can reach a database: `prepareStatement` through the door, everything else not at all.
    private static final Set<String> BYPASSES = Set.of(
            "createStatement", "prepareCall", "nativeSQL", "unwrap", "executeUpdate", "executeLargeUpdate", "addBatch");

    private final Driver real;
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refused = Collections.synchronizedList(new ArrayList<>());

    private GuardedDriver(Driver real) {
        this.real = real;
    }

    /// Takes the place of the driver of this URL until closed.
    static GuardedDriver before(String url) throws SQLException {
        var real = DriverManager.getDriver(url);
        var guard = new GuardedDriver(real);
        DriverManager.deregisterDriver(real);
        DriverManager.registerDriver(guard);
        return guard;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        var connection = real.connect(url, info);
        return connection == null ? null : guarded(Connection.class, connection);
    }

    private <T> T guarded(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (BYPASSES.contains(method.getName())) throw refusal(method.getName());
                    if (method.getName().equals("prepareStatement")) {
                        var text = String.valueOf(arguments[0]);
                        if (!throughTheDoor()) throw refusal(text);
                        texts.add(text);
                    }
                    try {
                        var result = method.invoke(target, arguments);
                        return result instanceof PreparedStatement statement
                                ? guarded(PreparedStatement.class, statement)
                                : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    private SQLException refusal(String what) {
        refused.add(what);
        return new SQLException("not through the door: " + what);
    }

    /// The first class of ours on the stack must be the door, whatever pool lies between it and the driver.
    private static boolean throughTheDoor() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.startsWith("io.datachat.") && !name.contains("GuardedDriver"))
                        .findFirst())
                .filter(DOOR::equals)
                .isPresent();
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return real.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return real.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return real.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return real.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
        DriverManager.registerDriver(real);
    }
}
