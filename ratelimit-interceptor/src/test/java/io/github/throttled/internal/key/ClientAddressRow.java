package io.github.throttled.internal.key;

import io.github.throttled.internal.net.IpAddress;
import io.github.throttled.internal.net.IpNetwork;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the table: a request, who is trusted, and whom it comes from. */
public record ClientAddressRow(String text, Caller caller, TrustedProxies proxies, String client) {

    private static final Pattern ROW =
            Pattern.compile("(.+?)\\|(.+?)\\|(.+?)\\|(.+)-> (.+?)\\|(.+)");
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)\\*(.+?)}");

    public static ClientAddressRow parse(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException("Not a row: " + line);
        }
        return new ClientAddressRow(
                line.replaceAll("\\s+", " "),
                ProxiedCaller.of(row.group(1).strip(), lines(row.group(3)), lines(row.group(4))),
                proxies(row.group(2).strip()),
                row.group(5).strip());
    }

    public static TrustedProxies proxies(String cell) {
        return cell.equals("-")
                ? TrustedProxies.NONE
                : new TrustedProxies(
                        Arrays.stream(cell.split(", ")).map(ClientAddressRow::network).toList());
    }

    @Override
    public String toString() {
        return text;
    }

    public static IpNetwork network(String text) {
        String[] parts = text.split("/");
        IpAddress first = IpAddress.parse(parts[0]);
        int all = first.isIpv4() ? IpAddress.IPV4_BITS : IpAddress.IPV6_BITS;
        return new IpNetwork(first, parts.length == 1 ? all : Integer.parseInt(parts[1]));
    }

    private static List<String> lines(String cell) {
        return cell.strip().equals("-")
                ? List.of()
                : Arrays.stream(cell.substring(1, cell.length() - 1).split(" & ", -1))
                        .map(ClientAddressRow::expanded)
                        .toList();
    }

    private static String expanded(String line) {
        return REPEATED.matcher(line)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        found.group(2).repeat(Integer.parseInt(found.group(1)))));
    }
}
