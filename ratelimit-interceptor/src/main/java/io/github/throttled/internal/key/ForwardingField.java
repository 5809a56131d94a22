package io.github.throttled.internal.key;

import io.github.throttled.internal.net.ForwardedElement;
import io.github.throttled.internal.net.ForwardedNode;
import io.github.throttled.internal.net.IpAddress;
import io.github.throttled.internal.net.ListFromRight;

/** The header fields in which proxies report the origin of a request. */
enum ForwardingField {
    /** The field of RFC 7239. */
    FORWARDED("Forwarded", true),
    /** The de-facto standard without a specification: addresses, some with ports. */
    X_FORWARDED_FOR("X-Forwarded-For", false);

    private final String fieldName;
    private final boolean structured;

    ForwardingField(String fieldName, boolean structured) {
        this.fieldName = fieldName;
        this.structured = structured;
    }

    /** The elements of this field in a request. */
    ListFromRight elements(Caller caller) {
        return new ListFromRight(caller.headers(fieldName), structured);
    }

    /** The address in an element; null for none. */
    IpAddress address(String element) {
        String node = structured ? ForwardedElement.node(element) : element;
        return node == null ? null : ForwardedNode.address(node);
    }
}
