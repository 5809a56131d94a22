package io.github.throttled.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.it.console.PasswordStore;
import io.github.throttled.it.form.Api;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.HttpCookie;
import java.net.URL;
import java.net.http.HttpResponse;

/** The console of an application whose users log in with a form, and have a session then. */
@ExtendWith(ArquillianExtension.class)
class ConsoleFormIT {

    private static final String OVERVIEW = "throttled/api/overview";
    private static final String OVERRIDES = "throttled/api/overrides";
    private static final String CHANGE =
            "{\"key\":\"throttled.policy.search.limit\",\"value\":\"7/day\"}";

    @ArquillianResource URL application;

    @Deployment(testable = false)
    static WebArchive shop() {
        return Wars.of(
                        Api.class.getPackage(),
                        "throttled.console=true",
                        "throttled.policy.search.limit=3/day")
                .addClass(PasswordStore.class);
    }

    @Test
    void who_has_logged_in_with_the_form_uses_the_console() {
        Browser olivia = Browser.at(application);

        assertThat(olivia.get("throttled/").body()).contains("j_security_check");
        assertThat(logIn(olivia, "olivia", "secret").body()).contains("<title>Throttled");
        HttpResponse<String> overview = olivia.get(OVERVIEW);

        assertThat(overview.statusCode()).isEqualTo(200);
        assertThat(overview.body()).contains("\"user\":\"olivia\"");
        assertThat(overview.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void nobody_else_does() {
        Browser stranger = Browser.at(application);
        assertThat(stranger.get(OVERVIEW).body()).doesNotContain("policies");
        assertThat(logIn(stranger, "olivia", "wrong").body()).doesNotContain("policies");
        assertThat(stranger.get(OVERVIEW).body()).doesNotContain("policies");

        Browser carl = Browser.at(application);
        carl.get("throttled/");
        assertThat(logIn(carl, "carl", "secret").statusCode()).isEqualTo(403);
        assertThat(carl.get(OVERVIEW).statusCode()).isEqualTo(403);
        assertThat(carl.put(OVERRIDES, CHANGE).statusCode()).isEqualTo(403);
    }

    @Test
    void a_session_that_somebody_else_has_begun_is_another_one_when_an_operator_logs_in() {
        Browser mallory = Browser.at(application);
        Browser olivia = inSessionOf(mallory);

        olivia.get("throttled/");
        logIn(olivia, "olivia", "secret");

        assertThat(olivia.get(OVERVIEW).body()).contains("policies");
        assertThat(mallory.get(OVERVIEW).body()).doesNotContain("policies");
    }

    @Test
    void so_it_is_when_the_operator_logs_in_elsewhere_in_the_application() {
        Browser mallory = Browser.at(application);
        Browser olivia = inSessionOf(mallory);
        olivia.get("api/mine");
        logIn(olivia, "olivia", "secret");

        assertThat(olivia.get(OVERVIEW).body()).contains("policies");
        assertThat(mallory.get(OVERVIEW).body()).doesNotContain("policies");
        assertThat(olivia.get(OVERVIEW).body()).contains("policies");
    }

    @Test
    void nobody_can_make_up_the_name_of_a_session() {
        Browser olivia = Browser.at(application);
        olivia.take(new HttpCookie("JSESSIONID", "made-up-by-mallory"));

        olivia.get("throttled/");
        logIn(olivia, "olivia", "secret");

        assertThat(olivia.session().orElseThrow().getValue()).doesNotContain("mallory");
    }

    @Test
    void the_cookie_is_not_for_scripts() {
        Browser olivia = Browser.at(application);
        olivia.get("throttled/");
        logIn(olivia, "olivia", "secret");

        assertThat(olivia.session().orElseThrow().isHttpOnly()).isTrue();
    }

    @Test
    void who_has_logged_out_is_a_stranger_again() {
        Browser olivia = Browser.at(application);
        olivia.get("throttled/");
        logIn(olivia, "olivia", "secret");
        HttpCookie before = olivia.session().orElseThrow();

        olivia.post("api/logout", "");

        assertThat(olivia.get(OVERVIEW).body()).doesNotContain("policies");
        olivia.take(before);
        assertThat(olivia.get(OVERVIEW).body()).doesNotContain("policies");
        assertThat(olivia.put(OVERRIDES, CHANGE).statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_alone_changes_nothing_for_a_page_of_somebody_else() {
        Browser olivia = Browser.at(application);
        olivia.get("throttled/");
        logIn(olivia, "olivia", "secret");

        assertThat(olivia.post("throttled/api/key/reset", "policy=search&key=a").statusCode())
                .isEqualTo(403);
        assertThat(olivia.put(OVERRIDES, CHANGE).statusCode()).isEqualTo(200);
    }

    @Test
    void what_a_stranger_asked_for_is_not_done_when_an_operator_logs_in() {
        Browser mallory = Browser.at(application);
        mallory.get("api/cart");
        HttpResponse<String> change = mallory.put(OVERRIDES, CHANGE.replace("7/day", "777/day"));
        Browser olivia = inSessionOf(mallory);

        logIn(olivia, "olivia", "secret");

        assertThat(olivia.get(OVERRIDES).body())
                .contains("\"overrides\"")
                .doesNotContain("777/day");
        assertThat(change.statusCode()).isEqualTo(401);
    }

    /** A browser into which somebody has brought a session of his own. */
    private Browser inSessionOf(Browser other) {
        String session = other.get("api/cart").body();
        Browser browser = Browser.at(application);
        browser.take(other.session().orElseThrow());
        assertThat(browser.get("api/cart").body()).isEqualTo(session);
        return browser;
    }

    private static HttpResponse<String> logIn(Browser browser, String user, String password) {
        return browser.post("j_security_check", "j_username=" + user + "&j_password=" + password);
    }
}
