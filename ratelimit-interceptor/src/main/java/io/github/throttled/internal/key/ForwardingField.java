package io.github.throttled.internal.key;

import io.github.throttled.internal.net.ForwardedElement;
import io.github.throttled.internal.net.ForwardedNode;
import io.github.throttled.internal.net.IpAddress;
import io.github.throttled.internal.net.ListFromRight;

/** The header fields in which proxies tell where a request comes from. */
enum ForwardingField {
    /** That of RFC 7239. */
    FORWARDED("Forwarded", true),
    /** The one that nobody defined: addresses, some with ports. */
    X_FORWARDED_FOR("X-Forwarded-For", false);

    private final String fieldName;
    private final boolean structured;

    ForwardingField(String fieldName, boolean structured) {
        this.fieldName = fieldName;
        this.structured = structured;
    }

    /** What a request has in this field. */
    ListFromRight elements(Caller caller) {
        return new ListFromRight(caller.headers(fieldName), structured);
    }

    /** The address that an element tells; null if it tells none. */
    IpAddress address(String element) {
        String node = structured ? ForwardedElement.node(element) : element;
        return node == null ? null : ForwardedNode.address(node);
    }
}
