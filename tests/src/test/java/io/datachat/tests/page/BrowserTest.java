package io.datachat.tests.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.datachat.apex.project.ProjectFolder;
import io.datachat.cli.demo.DemoProject;
import io.datachat.cli.demo.DemoWorld;
import io.datachat.cli.demo.DemoWorld.Origin;
import io.datachat.cli.demo.DemoWorld.Scale;
import io.datachat.server.DataChatServer;
import io.datachat.server.Listening;
import io.datachat.server.state.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The page at `/` in Chromium. Pictures of what it looked like are left in `target/page`.
@Tag("deep")
class BrowserTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    @TempDir
    static Path folder;

    private static @Nullable DataChatServer server;
    private static @Nullable Chromium chromium;

    private BrowserContext context;
    private Page page;
    private final List<String> said = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();

    @BeforeAll
    static void start() throws InterruptedException {
        var executable = Chromium.installed();
        if (executable.isEmpty()) return;
        var demo = new DemoProject(folder);
        demo.make(Origin.of(42, DAY, Scale.SMALL), DemoWorld.Progress.NONE);
        var clock = InstantSource.fixed(DAY.atTime(9, 0).toInstant(ZoneOffset.UTC));
        server = DataChatServer.start(
                ProjectFolder.open(folder, name -> null).project(), new Listening("127.0.0.1", 0, clock));
        server.awaitReady();
        chromium = Chromium.start(executable.get());
    }

    @AfterAll
    static void stop() {
        if (chromium != null) chromium.close();
        if (server != null) server.close();
    }

    /// Whatever the page wants from elsewhere is refused and remembered.
    @BeforeEach
    void open() {
        assumeTrue(chromium != null, "skipped: no Chromium here, say -Ddatachat.chromium=… where it is");
        open(ColorScheme.LIGHT, 1280);
    }

    private void open(ColorScheme scheme, int width) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en-GB");
        var home = requireNonNull(server).url();
        context = requireNonNull(chromium).browser().newContext(options);
        context.route("**/*", route -> {
            if (route.request().url().startsWith(home + "/")) {
                route.resume();
                return;
            }
            strangers.add(route.request().url());
            route.abort();
        });
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (!message.type().equals("log")) said.add(message.type() + ": " + message.text());
        });
        page.onPageError(error -> said.add("thrown: " + error));
        page.navigate(home);
    }

    @AfterEach
    void look(TestInfo test) {
        if (chromium == null) return;
        page.screenshot(new ScreenshotOptions()
                .setPath(Path.of(
                        "target/page", test.getTestMethod().orElseThrow().getName() + ".png"))
                .setFullPage(true));
        context.close();
        assertEquals(List.of(), strangers, "the page asked for something from elsewhere");
        assertEquals(List.of(), said);
    }

    /// Chromium notes every answer of 400 and more; there must be exactly one, with this status.
    private void refused(int status) {
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().contains("the server responded with a status of " + status), said::toString);
        said.clear();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }

    private List<String> texts(String selector) {
        return page.locator(selector).allTextContents();
    }

    private void choose(String box) {
        page.getByRole(
                        AriaRole.CHECKBOX,
                        new Page.GetByRoleOptions().setName(box).setExact(true))
                .check();
    }

    @Test
    void it_opens_with_the_project_and_its_metrics() {
        assertThat(page).hasTitle("DataChat");
        assertThat(page.locator("#project")).containsText("demo");
        assertThat(page.locator("#metrics label")).not().hasCount(0);
        assertTrue(texts("#metrics label").stream().anyMatch(label -> label.contains("Revenue")));
        assertThat(status()).hasText("Choose a metric, or ask in words.");
    }

    /// The users of another process are known within a second.
    @Test
    void with_users_the_page_asks_for_a_key() {
        try (var state = State.open(ProjectFolder.open(folder, name -> null).project(), InstantSource.system())) {
            state.people().add("ann", Set.of(), Map.of(), true);
            var key = state.people().issue("ann", "page", null).key();
            while (page.request().get(page.url() + "api/v1/metrics").status() != 401) Thread.onSpinWait();
            said.clear();
            page.reload();
            var dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Sign in"));
            assertThat(dialog).containsText("This server has users.");
            page.getByLabel("Key or token").fill(key.substring(0, key.length() - 1) + "-");
            page.keyboard().press("Enter");
            assertThat(dialog).containsText("the key is not valid");
            page.screenshot(new ScreenshotOptions().setPath(Path.of("target/page/sign_in.png")));
            page.getByLabel("Key or token").fill(key);
            button("Sign in").click();
            assertThat(dialog).isHidden();
            assertThat(page.locator("#metrics label")).not().hasCount(0);
            page.getByLabel("Ask in words").fill("revenue by region last month");
            button("Ask").click();
            assertThat(status()).containsText("7 rows in");
            button("Sign out").click();
            assertThat(dialog).containsText("This server has users.");
            button("Not now").click();
            assertThat(status()).hasText("Refused");
            assertThat(page.locator("#answer")).containsText("the call shows no key");
            assertTrue(said.stream().allMatch(each -> each.contains("status of 401")), said::toString);
            said.clear();
            state.people().remove("ann");
            while (page.request().get(page.url() + "api/v1/metrics").status() != 200) Thread.onSpinWait();
        }
    }

    @Test
    void a_question_in_words_gives_a_table() {
        page.getByLabel("Ask in words").fill("revenue by region last month");
        button("Ask").click();
        assertThat(status()).containsText("7 rows in");
        assertEquals(List.of("region", "revenue (EUR)"), texts("#answer th"));
        assertEquals(7, page.locator("#answer tbody tr").count());
        assertEquals("Benelux", texts("#answer td").getFirst());
        assertThat(page.locator("#answer .notes")).containsText("'revenue' was taken for metric revenue");
    }

    @Test
    void a_question_by_form_gives_a_table_a_line_and_the_proof() {
        page.getByLabel("Search").fill("revenue");
        choose("Revenue EUR");
        page.getByLabel("Time").selectOption("month");
        page.getByLabel("Period", new Page.GetByLabelOptions().setExact(true)).fill("2025-09-01 .. 2026-03-01");
        button("Run").click();
        assertThat(status()).containsText("6 rows in");
        assertEquals(List.of("month", "revenue (EUR)"), texts("#answer th"));
        assertEquals("2025-09-01", texts("#answer td").getFirst());
        assertThat(page.locator("#answer svg")).isVisible();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("SQL and receipt"))
                .click();
        assertThat(page.locator("#receipt")).containsText("FROM shop.order_lines");
        assertThat(page.locator("#answer")).isHidden();
    }

    @Test
    void a_filter_of_the_form_reaches_the_answer() {
        choose("Revenue EUR");
        page.getByLabel("Filter").selectOption("region");
        page.getByLabel("Value", new Page.GetByLabelOptions().setExact(true)).fill("DACH");
        choose("region text");
        button("Run").click();
        assertThat(status()).containsText("1 row in");
        assertEquals("DACH", texts("#answer td").getFirst());
    }

    @Test
    void nonsense_is_refused_with_the_reason_and_what_was_meant() {
        page.getByLabel("Ask in words").fill("revenu by regon");
        button("Ask").click();
        assertThat(status()).containsText("Refused");
        var errors = page.locator("#answer .errors li");
        assertThat(errors).not().hasCount(0);
        assertThat(errors.first()).containsText("Did you mean");
        refused(404);
    }

    @Test
    void a_refused_form_says_why_and_the_next_answer_takes_its_place() {
        choose("Revenue EUR");
        page.getByLabel("Period", new Page.GetByLabelOptions().setExact(true)).fill("the day after never");
        button("Run").click();
        assertThat(status()).hasText("Refused");
        refused(400);
        page.getByLabel("Period", new Page.GetByLabelOptions().setExact(true)).fill("last month");
        button("Run").click();
        assertThat(status()).containsText("1 row in");
        assertThat(page.locator("#answer .errors")).hasCount(0);
    }

    @Test
    void a_form_without_a_metric_is_told_what_it_lacks() {
        button("Run").click();
        assertThat(status()).hasText("Refused");
        refused(400);
    }

    @Test
    void everything_can_be_reached_with_the_keyboard() {
        page.getByLabel("Ask in words").focus();
        page.keyboard().type("orders last month");
        page.keyboard().press("Enter");
        assertThat(status()).containsText("1 row in");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Answer"))
                .focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#receipt")).isVisible();
    }

    @Test
    void a_narrow_dark_screen_shows_everything_without_scrolling_sideways() {
        context.close();
        open(ColorScheme.DARK, 390);
        page.getByLabel("Ask in words").fill("revenue by category last month");
        button("Ask").click();
        assertThat(status()).containsText("rows in");
        assertThat(status()).isInViewport();
        assertEquals(
                true, page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }
}
