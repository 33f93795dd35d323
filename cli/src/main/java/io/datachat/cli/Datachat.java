package io.datachat.cli;

import io.datachat.cli.command.ask.DiagnoseCommand;
import io.datachat.cli.command.ask.ExplainCommand;
import io.datachat.cli.command.ask.MetricsCommand;
import io.datachat.cli.command.ask.QueryCommand;
import io.datachat.cli.command.define.DataPointCommand;
import io.datachat.cli.command.project.CompletionCommand;
import io.datachat.cli.command.project.DatabaseCommand;
import io.datachat.cli.command.project.InitCommand;
import io.datachat.cli.command.project.ProfileCommand;
import io.datachat.cli.command.project.RehearseCommand;
import io.datachat.cli.command.project.ServeCommand;
import io.datachat.cli.command.project.VersionCommand;
import io.datachat.cli.command.project.DemoCommand;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Failures;
import io.datachat.cli.session.Session;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
            "Exit codes: 0 done, 1 refused or problems found, 2 wrong usage, 3 not found, 4 database or server failed, 130 interrupted"
        })
public final class Datachat implements Runnable {
    private final Session session;

    private Datachat(Session session) {
        this.session = session;
    }

    static CommandLine commandLine(Session session) {
        var command = new CommandLine(new Datachat(session));
        command.addSubcommand(new DemoCommand(session));
        command.addSubcommand(new InitCommand(session));
        command.addSubcommand(new QueryCommand(session));
        command.addSubcommand(new MetricsCommand(session));
        command.addSubcommand(new ExplainCommand(session));
        command.addSubcommand(new DiagnoseCommand(session));
        command.addSubcommand(new DataPointCommand(session));
        command.addSubcommand(new DatabaseCommand(session));
        command.addSubcommand(new ProfileCommand(session));
        command.addSubcommand(new ServeCommand(session));
        command.addSubcommand(new CompletionCommand(session));
        command.addSubcommand(new VersionCommand(session));
        command.addSubcommand(new RehearseCommand(session));
        var failures = new Failures(session);
        command.setExecutionExceptionHandler(failures);
        command.setParameterExceptionHandler(failures);
        command.setOut(writer(session.terminal().out()));
        command.setErr(writer(session.terminal().err()));
        command.setColorScheme(CommandLine.Help.defaultColorScheme(session.terminal().coloured() ? Ansi.ON : Ansi.OFF));
        command.setUsageHelpWidth(Math.clamp(session.terminal().width(), 80, 120));
        command.setCaseInsensitiveEnumValuesAllowed(true);
        return command;
    }

    private static PrintWriter writer(java.io.PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    public static int run(Session session, String... arguments) {
        return session.cancellation().cancelled() ? Exit.INTERRUPTED : commandLine(session).execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, session.terminal().out());
    }
}
