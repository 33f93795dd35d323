package io.datachat.server.state.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.datachat.apex.problem.Nearest;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Viewer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The users of a project and their keys.
@Singleton
public class People {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    /// So long a key may work after it was revoked, and a call without one after the first user was added.
    private static final Duration KNOWN = Duration.ofSeconds(1);
    private static final int MOST_KNOWN = 10_000;
    /// Against this an unknown key is checked, so that it takes as long as a known one.
    private static final StoredKey NOBODY =
            new StoredKey("", "", "", ApiKey.salt(), "0".repeat(64), Instant.EPOCH, null, null);

    private final Persons persons;
    private final StoredKeys keys;
    private final InstantSource clock;
    private final Cache<String, Optional<Viewer>> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN)
            .build();
    private final Cache<Boolean, Boolean> any =
            Caffeine.newBuilder().expireAfterWrite(KNOWN).build();

    People(Persons persons, StoredKeys keys, InstantSource clock) {
        this.persons = persons;
        this.keys = keys;
        this.clock = clock;
    }

    /// @param administrator may see all that was asked, and texts of databases
    public record User(
            String name, Set<String> roles, Map<String, String> attributes, boolean administrator, Instant createdAt) {
        public User {
            roles = Set.copyOf(roles);
            attributes = Map.copyOf(attributes);
        }

        Viewer viewer() {
            return new Viewer(name, roles, attributes, administrator);
        }
    }

    /// @param state `valid`, `expired` or `revoked`
    public record Key(
            String prefix,
            String user,
            String label,
            Instant createdAt,
            @Nullable Instant expiresAt,
            String state) {}

    /// Whether there are users at all; without them this machine's person is administrator.
    public boolean any() {
        return any.get(true, _ -> persons.any());
    }

    /// Whom a key belongs to. Empty for one that is unknown, expired or revoked, without saying which.
    public Optional<Viewer> holder(String key) {
        var parsed = ApiKey.parse(key);
        if (parsed.isEmpty()) return Optional.empty();
        return known.get(parsed.get().hash(NOBODY.salt()), _ -> found(parsed.get()));
    }

    private Optional<Viewer> found(ApiKey key) {
        var stored = keys.findByPrefix(key.prefix());
        var right = key.matches(stored.orElse(NOBODY));
        return stored.filter(each -> right && state(each).equals("valid"))
                .flatMap(each -> persons.findByName(each.person()))
                .map(person -> user(person).viewer());
    }

    /// @throws Rejection when the name is taken, or name or role cannot be one
    public User add(String name, Set<String> roles, Map<String, String> attributes, boolean administrator) {
        if (!NAME.matcher(name).matches())
            throw new Rejection(Problem.of(PeopleCode.NAME, "'" + name + "' cannot be the name of a user")
                    .hint("use letters, digits and . _ @ + -, beginning with a letter or digit"));
        for (var role : roles)
            if (!ROLE.matcher(role).matches())
                throw new Rejection(Problem.of(PeopleCode.NAME, "'" + role + "' cannot be the name of a role")
                        .hint("use lower snake case, such as analyst"));
        if (persons.findByName(name).isPresent())
            throw new Rejection(Problem.of(PeopleCode.TAKEN, "there is a user '" + name + "' already")
                    .hint("'datachat user remove " + name + "' takes it and its keys away"));
        var person = new Person(
                name,
                String.join("\n", new TreeSet<>(roles)),
                new TreeMap<>(attributes)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .collect(Collectors.joining("\n")),
                administrator,
                now());
        persons.save(person);
        forget();
        return user(person);
    }

    /// In the order of their names.
    public List<User> users() {
        return persons.all().stream().map(People::user).toList();
    }

    /// With all keys.
    public void remove(String name) {
        if (persons.remove(name) == 0) throw unknown(name);
        forget();
    }

    /// @param key shown this once; only its hash is kept
    public record Fresh(Key about, String key) {
        @Override
        public String toString() {
            return about.toString();
        }
    }

    /// @param lasts null for a key without end
    public Fresh issue(String user, String label, @Nullable Duration lasts) {
        if (persons.findByName(user).isEmpty()) throw unknown(user);
        var key = ApiKey.fresh();
        var salt = ApiKey.salt();
        var stored = new StoredKey(
                key.prefix(), user, label, salt, key.hash(salt), now(), lasts == null ? null : now().plus(lasts), null);
        keys.save(stored);
        return new Fresh(key(stored), key.text());
    }

    public List<Key> keys() {
        return keys.all().stream().map(this::key).toList();
    }

    /// @throws Rejection when no valid key has this prefix
    public void revoke(String prefix) {
        if (keys.revoke(prefix, now()) == 0)
            throw new Rejection(Problem.of(PeopleCode.UNKNOWN_KEY, "there is no valid key '" + prefix + "'")
                    .choices(Nearest.of(
                            prefix,
                            keys.all().stream()
                                    .filter(each -> each.revokedAt() == null)
                                    .map(StoredKey::prefix)
                                    .toList(),
                            3)));
        forget();
    }

    private void forget() {
        known.invalidateAll();
        any.invalidateAll();
    }

    private Rejection unknown(String name) {
        var names = persons.all().stream().map(Person::name).toList();
        return new Rejection(Problem.of(PeopleCode.UNKNOWN_USER, "there is no user '" + name + "'")
                .choices(Nearest.of(name, names, 3)));
    }

    private Key key(StoredKey stored) {
        return new Key(
                stored.prefix(),
                stored.person(),
                stored.label(),
                stored.createdAt(),
                stored.expiresAt(),
                state(stored));
    }

    private String state(StoredKey stored) {
        if (stored.revokedAt() != null) return "revoked";
        return stored.expiresAt() != null && !clock.instant().isBefore(stored.expiresAt()) ? "expired" : "valid";
    }

    private static User user(Person person) {
        return new User(
                person.name(),
                person.roles().lines().collect(Collectors.toSet()),
                person.attributes()
                        .lines()
                        .collect(Collectors.toMap(
                                line -> line.substring(0, line.indexOf('=')),
                                line -> line.substring(line.indexOf('=') + 1))),
                person.administrator(),
                person.createdAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
