package io.github.throttled.internal.openapi;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.callbacks.Callback;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.links.Link;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.servers.Server;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** Delegates to another filter, because the configuration accepts only one. */
abstract class DelegatingFilter implements OASFilter {

    private final OASFilter next;

    DelegatingFilter(OASFilter next) {
        this.next = next;
    }

    @Override
    public PathItem filterPathItem(PathItem item) {
        return next.filterPathItem(item);
    }

    @Override
    public Operation filterOperation(Operation operation) {
        return next.filterOperation(operation);
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        return next.filterParameter(parameter);
    }

    @Override
    public Header filterHeader(Header header) {
        return next.filterHeader(header);
    }

    @Override
    public RequestBody filterRequestBody(RequestBody body) {
        return next.filterRequestBody(body);
    }

    @Override
    public APIResponse filterAPIResponse(APIResponse response) {
        return next.filterAPIResponse(response);
    }

    @Override
    public Schema filterSchema(Schema schema) {
        return next.filterSchema(schema);
    }

    @Override
    public SecurityScheme filterSecurityScheme(SecurityScheme scheme) {
        return next.filterSecurityScheme(scheme);
    }

    @Override
    public Server filterServer(Server server) {
        return next.filterServer(server);
    }

    @Override
    public Tag filterTag(Tag tag) {
        return next.filterTag(tag);
    }

    @Override
    public Link filterLink(Link link) {
        return next.filterLink(link);
    }

    @Override
    public Callback filterCallback(Callback callback) {
        return next.filterCallback(callback);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        next.filterOpenAPI(document);
    }
}
