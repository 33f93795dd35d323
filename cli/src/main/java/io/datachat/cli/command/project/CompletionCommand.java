package io.datachat.cli.command.project;

import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `datachat completion`: what a shell must know to complete the command.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Print the completion for a shell.",
            "bash and zsh: source <(datachat completion bash). fish: datachat completion fish | source."
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private Shell shell = Shell.bash;

    enum Shell {
        bash,
        zsh,
        fish
    }

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var root = java.util.Objects.requireNonNull(spec).root().commandLine();
        var out = session.terminal().out();
        switch (shell) {
            case bash, zsh -> out.println(AutoComplete.bash("datachat", root));
            case fish -> fish(root, List.of()).forEach(out::println);
        }
        out.flush();
        return Exit.OK;
    }

    /// One line per subcommand and per option, each valid only after the commands that lead to it.
    private static List<String> fish(CommandLine command, List<String> path) {
        var lines = new ArrayList<String>();
        var seen = path.isEmpty()
                ? "not __fish_seen_subcommand_from "
                        + String.join(" ", command.getSubcommands().keySet())
                : "__fish_seen_subcommand_from " + path.getLast();
        for (var subcommand : command.getSubcommands().entrySet()) {
            lines.add("complete -c datachat -f -n '" + seen + "' -a " + subcommand.getKey()
                    + about(subcommand.getValue()));
            var longer = new ArrayList<>(path);
            longer.add(subcommand.getKey());
            lines.addAll(fish(subcommand.getValue(), longer));
        }
        for (var option : command.getCommandSpec().options()) {
            lines.add("complete -c datachat -n '" + seen + "' -l "
                    + option.longestName().substring(2)
                    + (option.description().length == 0
                            ? ""
                            : " -d '" + option.description()[0].replace("'", "\\'") + "'"));
        }
        return lines;
    }

    private static String about(CommandLine command) {
        var description = command.getCommandSpec().usageMessage().description();
        return description.length == 0 ? "" : " -d '" + description[0].replace("'", "\\'") + "'";
    }
}
