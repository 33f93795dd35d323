package io.datachat.cli;

import io.datachat.cli.command.administer.AuditCommand;
import io.datachat.cli.command.administer.UserCommand;
import io.datachat.cli.command.ask.DashboardCommand;
import io.datachat.cli.command.ask.DiagnoseCommand;
import io.datachat.cli.command.ask.ExplainCommand;
import io.datachat.cli.command.ask.MetricsCommand;
import io.datachat.cli.command.ask.QueryCommand;
import io.datachat.cli.command.catalog.ColumnsCommand;
import io.datachat.cli.command.catalog.EnvCommand;
import io.datachat.cli.command.catalog.SchemaCommand;
import io.datachat.cli.command.define.DataPointCommand;
import io.datachat.cli.command.define.DiffCommand;
import io.datachat.cli.command.define.ExportCommand;
import io.datachat.cli.command.define.ImportCommand;
import io.datachat.cli.command.fresh.FreshnessCommand;
import io.datachat.cli.command.materialize.MaterializeCommand;
import io.datachat.cli.command.project.CompletionCommand;
import io.datachat.cli.command.project.DatabaseCommand;
import io.datachat.cli.command.project.DemoCommand;
import io.datachat.cli.command.project.InitCommand;
import io.datachat.cli.command.project.ProfileCommand;
import io.datachat.cli.command.project.RehearseCommand;
import io.datachat.cli.command.project.ServeCommand;
import io.datachat.cli.command.project.VersionCommand;
import io.datachat.cli.command.sql.CertifyCommand;
import io.datachat.cli.command.sql.DraftCommand;
import io.datachat.cli.command.sql.RunCommand;
import io.datachat.cli.command.sql.SqlCommand;
import io.datachat.cli.command.sql.WorkspaceCommand;
import io.datachat.cli.command.write.ApprovalsCommand;
import io.datachat.cli.command.write.ApproveCommand;
import io.datachat.cli.command.write.RejectCommand;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Failures;
import io.datachat.cli.session.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/// The command with all its subcommands.
@Command(
        name = "datachat",
        mixinStandardHelpOptions = true,
        description = "Right numbers from your own databases, by definitions your team wrote once.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nStart here:%n",
        footer = {
            "  datachat demo                                  make a demo shop and ask it something",
            "  datachat query \"revenue by region last month\"  ask in words",
            "  datachat init --help                           begin with your own data",
            "",
            "Exit codes: 0 done, 1 refused or problems found, 2 wrong usage, 3 not found, 4 database or server failed,"
                    + " 6 definitions differ, 7 a change breaks, 130 interrupted"
        })
public final class Datachat implements Runnable {
    private final Session session;

    private Datachat(Session session) {
        this.session = session;
    }

    /// In the order of the help text.
    private static final Map<String, Function<Session, Object>> COMMANDS = new LinkedHashMap<>();

    /// Those that look at all the others.
    private static final Set<String> OVERSEERS = Set.of("completion", "rehearse");

    static {
        COMMANDS.put("demo", DemoCommand::new);
        COMMANDS.put("init", InitCommand::new);
        COMMANDS.put("query", QueryCommand::new);
        COMMANDS.put("metrics", MetricsCommand::new);
        COMMANDS.put("sql", SqlCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("workspace", WorkspaceCommand::new);
        COMMANDS.put("certify", CertifyCommand::new);
        COMMANDS.put("draft", DraftCommand::new);
        COMMANDS.put("approvals", ApprovalsCommand::new);
        COMMANDS.put("approve", ApproveCommand::new);
        COMMANDS.put("reject", RejectCommand::new);
        COMMANDS.put("dashboard", DashboardCommand::new);
        COMMANDS.put("explain", ExplainCommand::new);
        COMMANDS.put("diagnose", DiagnoseCommand::new);
        COMMANDS.put("materialize", MaterializeCommand::new);
        COMMANDS.put("freshness", FreshnessCommand::new);
        COMMANDS.put("datapoint", DataPointCommand::new);
        COMMANDS.put("import", ImportCommand::new);
        COMMANDS.put("export", ExportCommand::new);
        COMMANDS.put("diff", DiffCommand::new);
        COMMANDS.put("database", DatabaseCommand::new);
        COMMANDS.put("env", EnvCommand::new);
        COMMANDS.put("schema", SchemaCommand::new);
        COMMANDS.put("columns", ColumnsCommand::new);
        COMMANDS.put("profile", ProfileCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("user", UserCommand::new);
        COMMANDS.put("audit", AuditCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
        COMMANDS.put("version", VersionCommand::new);
        COMMANDS.put("rehearse", RehearseCommand::new);
    }

    /// Reads only the options of the command that is called, when its name comes first: reading those of all takes
    /// a tenth of a second.
    static CommandLine commandLine(Session session, String... arguments) {
        var command = new CommandLine(new Datachat(session));
        var first = arguments.length == 0 ? "" : arguments[0];
        var called = COMMANDS.get(first.equals("ask") ? "query" : first);
        if (called != null && !OVERSEERS.contains(first)) command.addSubcommand(called.apply(session));
        else COMMANDS.values().forEach(each -> command.addSubcommand(each.apply(session)));
        var failures = new Failures(session);
        command.setExecutionExceptionHandler(failures);
        command.setParameterExceptionHandler(failures);
        command.setOut(writer(session.terminal().out()));
        command.setErr(writer(session.terminal().err()));
        command.setColorScheme(
                CommandLine.Help.defaultColorScheme(session.terminal().coloured() ? Ansi.ON : Ansi.OFF));
        command.setUsageHelpWidth(Math.clamp(session.terminal().width(), 80, 120));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        return command;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    public static int run(Session session, String... arguments) {
        return session.cancellation().cancelled()
                ? Exit.INTERRUPTED
                : commandLine(session, arguments).execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, session.terminal().out());
    }
}
