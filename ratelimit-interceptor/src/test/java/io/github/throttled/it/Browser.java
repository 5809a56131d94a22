package io.github.throttled.it;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Keeps cookies and follows redirects, as a browser does. */
final class Browser {

    private static final String SESSION = "JSESSIONID";

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .cookieHandler(cookies)
                    .build();
    private final URI root;

    private Browser(URI root) {
        this.root = root;
    }

    /** One without cookies. */
    static Browser at(URL application) {
        return new Browser(
                URI.create("http://127.0.0.1:" + application.getPort() + application.getPath()));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** What a form sends, or a page of somebody else in this browser. */
    HttpResponse<String> post(String path, String form) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    /** What a script of the console sends. */
    HttpResponse<String> put(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("X-Throttled-Console", "1")
                        .PUT(BodyPublishers.ofString(json)));
    }

    /** The cookie of the session; empty if there is none. */
    Optional<HttpCookie> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(SESSION))
                .findFirst();
    }

    /** Has this session from now on, whoever has begun it. */
    void take(HttpCookie session) {
        HttpCookie cookie = new HttpCookie(SESSION, session.getValue());
        cookie.setPath(root.getPath().replaceAll("/$", ""));
        cookie.setDomain(root.getHost());
        cookie.setVersion(0);
        cookies.getCookieStore().removeAll();
        cookies.getCookieStore().add(root, cookie);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return Exchange.send(http, request);
    }
}
