package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Requests that ask for one thing in many ways, byte by byte as they are sent. */
final class HostileRequests {

    /** Whom they all ask. */
    static final String HOST_NAME = "shop.test";

    private static final String HOST = "Host: " + HOST_NAME + "\r\n";
    private static final String END = "Connection: close\r\n\r\n";

    /** Which stand between two segments of a path and may mean no more than a slash. */
    private static final List<String> SLASHES =
            List.of(
                    "//",
                    "///",
                    "/./",
                    "/%2e/",
                    "/%2E/",
                    "/x/../",
                    "/x/%2e%2e/",
                    "/x/.%2e/",
                    "/.;/",
                    "/.;a=b/",
                    "/;/",
                    "/;a=b/",
                    "/x/..;/",
                    "/x/..;a=b/",
                    "%2f",
                    "%2F",
                    "/%2f",
                    "%2f/",
                    "%252f",
                    "\\",
                    "%5c",
                    "/%00/",
                    "/%20/",
                    "%09/",
                    "/\t",
                    "%c0%af",
                    "%e0%80%af",
                    "/..//../",
                    ";/",
                    ";a=b/",
                    ";a=/b;/",
                    "/%3b/",
                    "%3b/");

    private static final List<String> ENDS =
            List.of(
                    "/",
                    "//",
                    "/.",
                    "/./",
                    "/%2e",
                    "/x/..",
                    "/x/../",
                    ";",
                    ";a",
                    ";a=b",
                    ";a=b;c",
                    ";jsessionid=1",
                    "/;",
                    "/;a=b",
                    ".",
                    "..",
                    "%20",
                    "%09",
                    "%00",
                    "%0a",
                    "%0d%0a",
                    "%00.html",
                    ".json",
                    ".html",
                    "%3b",
                    "%3fx",
                    "%23",
                    "*",
                    "~",
                    "+",
                    "%2f",
                    "%5c",
                    "%c2%a0",
                    "%e2%80%8b",
                    "%ef%bb%bf",
                    "%cc%81");

    private static final List<String> METHODS =
            List.of(
                    "HEAD",
                    "OPTIONS",
                    "TRACE",
                    "CONNECT",
                    "POST",
                    "PUT",
                    "DELETE",
                    "PATCH",
                    "PROPFIND",
                    "SEARCH",
                    "QUERY",
                    "BREW",
                    "get",
                    "Get",
                    "head",
                    "options",
                    "GETX",
                    "GET\u00a0",
                    "\r\nGET",
                    "\0GET");

    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Method");

    private HostileRequests() {}

    /** A plain one. */
    static String get(String path, String... fields) {
        return request("GET", path, fields);
    }

    /** One without a body. */
    static String request(String method, String path, String... fields) {
        return method + ' ' + path + " HTTP/1.1\r\n" + HOST + lines(fields) + END;
    }

    /** One with a body of JSON. */
    static String post(String path, String body, String... fields) {
        return "POST %s HTTP/1.1\r\n%s%sContent-Type: application/json\r\nContent-Length: %d\r\n%s%s"
                .formatted(path, HOST, lines(fields), body.length(), END, body);
    }

    private static String lines(String... fields) {
        StringBuilder lines = new StringBuilder();
        for (String field : fields) {
            lines.append(field).append("\r\n");
        }
        return lines.toString();
    }

    /**
     * A path in all spellings that are listed here, and in so many that combine some of these.
     *
     * @param path its segments, without a query
     * @param query with a question mark, or empty
     */
    static Stream<String> spellings(String path, String query, int combined, Random random) {
        List<UnaryOperator<String>> all = new ArrayList<>();
        for (int at = 0; at < path.length(); at++) {
            int index = at;
            all.add(p -> replaced(p, path.charAt(index), c -> "%" + hex(c)));
            all.add(p -> replaced(p, path.charAt(index), c -> "%" + hex(c).toUpperCase()));
            all.add(p -> replaced(p, path.charAt(index), c -> "%25" + hex(c)));
            all.add(p -> replaced(p, path.charAt(index), c -> "%u00" + hex(c)));
            all.add(p -> replaced(p, path.charAt(index), c -> String.valueOf(otherCase(c))));
            all.add(p -> replaced(p, path.charAt(index), c -> "%ef%bc%" + hex((char) (c + 0x60))));
        }
        for (String slash : SLASHES) {
            all.add(p -> slash + p.substring(1));
            all.add(p -> atSlash(p, slash, random));
            all.add(p -> p.replace("/", slash));
        }
        for (String end : ENDS) {
            all.add(p -> p + end);
        }
        for (String before : List.of("http://shop.test", "HTTP://SHOP.TEST", "//shop.test", "x")) {
            all.add(p -> before + p);
        }
        Stream<String> once = all.stream().map(one -> one.apply(path));
        Stream<String> often = Stream.generate(() -> combined(path, all, random)).limit(combined);
        Stream<String> queries =
                query.isEmpty()
                        ? Stream.of("?", "?x=%00").map(q -> path + q)
                        : Stream.of("&x=y", "&q=%00", "&&", "#x", ";x").map(q -> path + query + q);
        return Stream.concat(Stream.concat(once, often).map(p -> p + query), queries)
                .map(HostileRequests::get);
    }

    private static String combined(String path, List<UnaryOperator<String>> all, Random random) {
        String spelled = path;
        for (int times = 2 + random.nextInt(3); times > 0; times--) {
            spelled = all.get(random.nextInt(all.size())).apply(spelled);
        }
        return spelled;
    }

    private interface Spelling {
        String of(char c);
    }

    private static String replaced(String path, char c, Spelling spelling) {
        int at = path.lastIndexOf(c);
        return at < 0 ? path : path.substring(0, at) + spelling.of(c) + path.substring(at + 1);
    }

    private static String atSlash(String path, String slash, Random random) {
        int at = path.indexOf('/', random.nextInt(path.length()));
        return at < 0 ? path + slash : path.substring(0, at) + slash + path.substring(at + 1);
    }

    private static String hex(char c) {
        return "%02x".formatted((int) c);
    }

    private static char otherCase(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    /** All methods that there are, and some that there are not, with what may override them. */
    static Stream<String> methods(String target) {
        Stream<String> plain = METHODS.stream().map(method -> request(method, target));
        Stream<String> overridden =
                METHODS.stream()
                        .flatMap(
                                method ->
                                        OVERRIDES.stream()
                                                .map(field -> field + ": GET")
                                                .map(field -> request(method, target, field)));
        Stream<String> parameter =
                METHODS.stream()
                        .map(
                                m ->
                                        request(
                                                m,
                                                target
                                                        + (target.contains("?") ? "&" : "?")
                                                        + "_method=GET"));
        Stream<String> got =
                Stream.of("HEAD", "OPTIONS", "TRACE", "BREW")
                        .flatMap(m -> OVERRIDES.stream().map(field -> field + ": " + m))
                        .map(field -> get(target, field));
        Stream<String> preflight =
                Stream.of("OPTIONS", "GET", "HEAD")
                        .map(
                                m ->
                                        request(
                                                m,
                                                target,
                                                "Origin: https://evil.test",
                                                "Access-Control-Request-Method: GET"));
        return Stream.of(plain, overridden, parameter, got, preflight).flatMap(all -> all);
    }

    /** One request or some, framed as no decent client does it. */
    static Stream<String> framings(String target) {
        String plain = get(target);
        String open = "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n";
        String line = "GET " + target + " HTTP/1.1\r\n";
        String inner = "GET " + target + " HTTP/1.1\r\n" + HOST + "X: y\r\n\r\n";
        String chunk = Integer.toHexString(inner.length()) + "\r\n" + inner + "\r\n0\r\n\r\n";
        return Stream.of(
                open.repeat(15) + plain,
                "\r\n\r\n" + plain,
                line + HOST + "Transfer-Encoding: chunked\r\n" + END + "0\r\n\r\n",
                line
                        + HOST
                        + "Transfer-Encoding: chunked\r\n"
                        + END
                        + "5;a=b\r\nhello\r\n0\r\nT: x\r\n\r\n",
                line + HOST + "Transfer-Encoding: chunked\r\n\r\n" + chunk + plain,
                line
                        + HOST
                        + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"
                        + END
                        + chunk,
                line + HOST + "Transfer-Encoding: xchunked\r\n\r\n" + chunk + plain,
                line + HOST + "Transfer-Encoding:\u000bchunked\r\n\r\n" + chunk + plain,
                line + HOST + "Transfer-Encoding : chunked\r\n\r\n" + chunk + plain,
                line
                        + HOST
                        + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + chunk
                        + plain,
                line
                        + HOST
                        + "Content-Length: "
                        + inner.length()
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + inner
                        + plain,
                line + HOST + "Content-Length: " + inner.length() + "\r\n\r\n" + inner + plain,
                line
                        + HOST
                        + "Content-Length: 0\r\nContent-Length: "
                        + inner.length()
                        + "\r\n\r\n"
                        + inner
                        + plain,
                line + HOST + "Content-Length: 0, " + inner.length() + "\r\n\r\n" + inner + plain,
                line + HOST + "Content-Length: +0\r\n\r\n" + plain,
                line + HOST + "Content-Length: -1\r\n\r\n" + plain,
                line + HOST + "Content-Length: 99999999999999999999\r\n\r\n" + plain,
                line + HOST + "Content-Length: 0x5\r\n\r\nhello" + plain,
                line + HOST + "Expect: 100-continue\r\n" + END,
                line + HOST + "Expect: 100-continue\r\nContent-Length: 5\r\n" + END + "hello",
                line + HOST + "Expect: the unexpected\r\n" + END,
                "GET http://shop.test" + target + " HTTP/1.1\r\n" + HOST + END,
                "GET http://other.test" + target + " HTTP/1.1\r\n" + HOST + END,
                "GET https://shop.test:443" + target + " HTTP/1.1\r\n" + HOST + END,
                line + HOST + "Host: other.test\r\n" + END,
                line + "Host:\r\n" + END,
                line + "Host: a b\r\n" + END,
                line + "Host: [::1\r\n" + END,
                line + END,
                "GET " + target + " HTTP/1.0\r\n\r\n",
                "GET " + target + " HTTP/0.9\r\n\r\n",
                "GET " + target + "\r\n\r\n",
                "GET " + target + "\r\n",
                "GET " + target + " HTTP/1.2\r\n" + HOST + END,
                "GET " + target + " HTTP/2.0\r\n" + HOST + END,
                "GET " + target + " http/1.1\r\n" + HOST + END,
                "GET  " + target + "  HTTP/1.1\r\n" + HOST + END,
                "GET\t" + target + "\tHTTP/1.1\r\n" + HOST + END,
                " GET " + target + " HTTP/1.1\r\n" + HOST + END,
                plain.replace("\r\n", "\n"),
                plain.replace("\r\n", "\r"),
                line + HOST + "X: a\r\n b\r\n\tc\r\n" + END,
                line + " " + HOST + END,
                line + HOST + ": no name\r\n" + END,
                line + HOST + "no colon\r\n" + END,
                line + HOST + "X: \0\r\n" + END,
                line + HOST + "X: \u00ff\u00fe\r\n" + END,
                line + HOST + "X: y\r\n".repeat(90) + END,
                line + HOST + "X: y\r\n".repeat(3000) + END,
                line + HOST + "X: " + "y".repeat(7000) + "\r\n" + END,
                line + HOST + "X: " + "y".repeat(70_000) + "\r\n" + END,
                line + HOST + "Cookie: " + "a=b; ".repeat(1200) + "\r\n" + END,
                line
                        + HOST
                        + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                line
                        + HOST
                        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                line + HOST + "Connection: close, X-Forwarded-For, Host\r\n\r\n",
                line + HOST + "Range: bytes=0-0\r\n" + END,
                line
                        + HOST
                        + "If-None-Match: *\r\nIf-Modified-Since: Sat, 29 Oct 2094 19:43:31 GMT\r\n"
                        + END,
                line + HOST + "Max-Forwards: 0\r\n" + END,
                line + HOST + "Accept: */*;q=0\r\n" + END,
                line + HOST + "TE: trailers\r\n" + END,
                plain.substring(0, plain.length() - 2) + open,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    /** Fields that tell who is calling, made up by an attacker. */
    static Stream<String[]> forgeries(int number, Random random) {
        return Stream.generate(() -> forgery(random)).limit(number);
    }

    private static String[] forgery(Random random) {
        String ip =
                random.nextInt(1, 224)
                        + "."
                        + random.nextInt(256)
                        + "."
                        + random.nextInt(256)
                        + ".9";
        String six = "2001:db8:%x:%x::1".formatted(random.nextInt(65536), random.nextInt(65536));
        return switch (random.nextInt(18)) {
            case 0 -> new String[] {"X-Forwarded-For: " + ip};
            case 1 -> new String[] {"X-Forwarded-For: " + six};
            case 2 -> new String[] {"X-Forwarded-For: " + ip + ", " + Loopback.TRUSTED};
            case 3 -> new String[] {"X-Forwarded-For: " + (ip + ", ").repeat(500) + ip};
            case 4 -> new String[] {"X-Forwarded-For: " + ip, "X-Forwarded-For: " + six};
            case 5 -> new String[] {"Forwarded: for=" + ip};
            case 6 -> new String[] {"Forwarded: for=\"[" + six + "]:4711\";proto=https"};
            case 7 -> new String[] {"Forwarded: for=_" + ip.replace('.', '_') + ";by=unknown"};
            case 8 -> new String[] {"Forwarded: for=\"" + ip + "\", for=" + Loopback.TRUSTED};
            case 9 -> new String[] {"Forwarded: for=" + ip, "X-Forwarded-For: " + ip};
            case 10 ->
                    new String[] {
                        "Forwarded: for=\"\\" + ip + "\\\",,;;=for=\"", "X-Real-IP: " + ip
                    };
            case 11 ->
                    new String[] {"X-Real-IP: " + ip, "True-Client-IP: " + ip, "Client-IP: " + ip};
            case 12 -> new String[] {"CF-Connecting-IP: " + ip, "Fastly-Client-IP: " + ip};
            case 13 ->
                    new String[] {
                        "X-Client-IP: " + ip, "X-Cluster-Client-IP: " + ip, "Via: 1.1 " + ip
                    };
            case 14 ->
                    new String[] {"X-Originating-IP: " + ip, "X-Remote-IP: " + ip, "From: " + ip};
            case 15 ->
                    new String[] {
                        "Proxy-Ip: " + ip, "Proxy-Auth-Cert: x", "X-Forwarded-Host: " + ip
                    };
            case 16 -> new String[] {"x-forwarded-for:" + ip, "X-FORWARDED-FOR :" + six};
            default -> new String[] {"X-Forwarded-For: " + junk(random)};
        };
    }

    private static String junk(Random random) {
        StringBuilder junk = new StringBuilder();
        for (int length = random.nextInt(200); length > 0; length--) {
            char c = (char) random.nextInt(' ', 256);
            junk.append(c == 127 ? ' ' : c);
        }
        return junk.toString();
    }
}
