package io.datachat.cli.command.administer;

import io.datachat.apex.time.Lapse;
import io.datachat.cli.session.CommonOptions;
import io.datachat.cli.session.Exit;
import io.datachat.cli.session.Printing;
import io.datachat.cli.session.Session;
import io.datachat.cli.terminal.Listing;
import io.datachat.server.state.State;
import io.datachat.server.state.people.People;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `datachat user`.
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = {
            "Who may ask over HTTP. As soon as there is a user, every call needs a key.",
            "Example: datachat user add ann --role analyst --attribute region=EU"
        },
        synopsisSubcommandLabel = "(add | list | remove | key)",
        subcommands = UserCommand.KeyCommand.class)
public final class UserCommand {
    private final Session session;

    public UserCommand(Session session) {
        this.session = session;
    }

    @Command(name = "add", description = "Add a user. A key of theirs is made with 'datachat user key create'.")
    int add(
            @Mixin CommonOptions options,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "Repeatable; docs/access.md says what it sees.")
                    @Nullable
                    List<String> roles,
            @Option(
                            names = "--attribute",
                            paramLabel = "NAME=VALUE",
                            description = "Repeatable; for row filters of roles.")
                    @Nullable
                    Map<String, String> attributes,
            @Option(names = "--administrator", description = "Under no policy; may read the audit.")
                    boolean administrator) {
        try (var state = State.open(session.project(options), session.clock())) {
            var user = state.people()
                    .add(
                            name,
                            roles == null ? Set.of() : Set.copyOf(roles),
                            attributes == null ? Map.of() : attributes,
                            administrator);
            Printing.listing(users(List.of(user)), options.on(session.terminal()), options);
            Printing.remark(
                    "make a key with 'datachat user key create " + name + "'", options.on(session.terminal()), options);
        }
        return Exit.OK;
    }

    @Command(name = "list", description = "All users.")
    int list(@Mixin CommonOptions options) {
        try (var state = State.open(session.project(options), session.clock())) {
            var users = state.people().users();
            Printing.listing(users(users), options.on(session.terminal()), options);
            if (users.isEmpty())
                Printing.remark(
                        "no users: whoever is at this machine is administrator",
                        options.on(session.terminal()),
                        options);
        }
        return Exit.OK;
    }

    @Command(name = "remove", description = "Remove a user with all keys.")
    int remove(@Mixin CommonOptions options, @Parameters(paramLabel = "NAME") String name) {
        try (var state = State.open(session.project(options), session.clock())) {
            state.people().remove(name);
            Printing.remark("removed " + name, options.on(session.terminal()), options);
        }
        return Exit.OK;
    }

    private static Listing users(List<People.User> users) {
        var listing = new Listing("name", "roles", "attributes", "administrator", "created_at");
        for (var user : users)
            listing.row(
                    user.name(),
                    List.copyOf(new TreeSet<>(user.roles())),
                    user.attributes().entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .sorted()
                            .toList(),
                    user.administrator(),
                    user.createdAt());
        return listing;
    }

    /// `datachat user key`.
    @Command(
            name = "key",
            mixinStandardHelpOptions = true,
            description = "Keys of users.",
            synopsisSubcommandLabel = "(create | list | revoke)")
    static final class KeyCommand {
        @picocli.CommandLine.ParentCommand
        private @Nullable UserCommand parent;

        private Session session() {
            if (parent == null) throw new IllegalStateException("called without 'user'");
            return parent.session;
        }

        @Command(
                name = "create",
                description = {
                    "Make a key and show it, this once: only its hash is kept.",
                    "Example: datachat user key create ann --expires 90d"
                })
        int create(
                @Mixin CommonOptions options,
                @Parameters(paramLabel = "NAME", description = "Whose.") String name,
                @Option(names = "--expires", paramLabel = "TIME", description = "Such as 12h or 90d. Default: never.")
                        @Nullable
                        String expires,
                @Option(names = "--label", paramLabel = "TEXT", defaultValue = "", description = "What it is for.")
                        String label) {
            var lasts = expires == null ? null : lasting(expires);
            try (var state = State.open(session().project(options), session().clock())) {
                var fresh = state.people().issue(name, label, lasts);
                var terminal = options.on(session().terminal());
                var listing = new Listing("user", "key", "prefix", "expires_at");
                Printing.listing(
                        listing.row(
                                name,
                                fresh.key(),
                                fresh.about().prefix(),
                                fresh.about().expiresAt()),
                        terminal,
                        options);
                Printing.remark(
                        "keep it now: it is not shown again. The command reads it from DATACHAT_API_KEY",
                        terminal,
                        options);
            }
            return Exit.OK;
        }

        private static Duration lasting(String text) {
            return Lapse.parse(text)
                    .filter(lapse -> lapse.isPositive())
                    .orElseThrow(() ->
                            CommonOptions.option("--expires", text, "write a number with m, h or d, such as 90d"));
        }

        @Command(name = "list", description = "All keys by their first part.")
        int list(@Mixin CommonOptions options) {
            try (var state = State.open(session().project(options), session().clock())) {
                var listing = new Listing("prefix", "user", "label", "state", "created_at", "expires_at");
                for (var key : state.people().keys())
                    listing.row(key.prefix(), key.user(), key.label(), key.state(), key.createdAt(), key.expiresAt());
                Printing.listing(listing, options.on(session().terminal()), options);
            }
            return Exit.OK;
        }

        @Command(name = "revoke", description = "End a key. It works no more within a second.")
        int revoke(
                @Mixin CommonOptions options,
                @Parameters(paramLabel = "PREFIX", description = "Its first part, dck_…") String prefix) {
            try (var state = State.open(session().project(options), session().clock())) {
                state.people().revoke(prefix);
                Printing.remark("revoked " + prefix, options.on(session().terminal()), options);
            }
            return Exit.OK;
        }
    }
}
