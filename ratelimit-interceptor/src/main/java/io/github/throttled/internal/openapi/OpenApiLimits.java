package io.github.throttled.internal.openapi;

import io.github.throttled.internal.config.model.Policy;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import java.util.List;

/**
 * Adds the policies and the rejections of throttled operations to the OpenAPI document.
 *
 * <p>A 429 that the application itself describes is not changed. The filter of the application runs
 * afterwards.
 */
public class OpenApiLimits extends DelegatingFilter {

    private static final String TOO_MANY_REQUESTS = "429";

    private final Operations operations;

    /** Used by the container. */
    public OpenApiLimits() {
        this(Operations.ofApplication(), ApplicationFilter.find());
    }

    OpenApiLimits(Operations operations, OASFilter next) {
        super(next);
        this.operations = operations;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths()
                    .getPathItems()
                    .forEach(
                            (path, item) ->
                                    item.getOperations()
                                            .forEach(
                                                    (method, operation) ->
                                                            describe(
                                                                    operation,
                                                                    operations.policies(
                                                                            method.name(), path))));
        }
        super.filterOpenAPI(document);
    }

    private void describe(Operation operation, List<Policy> policies) {
        if (policies.isEmpty()) {
            return;
        }
        operation.addExtension(PolicyDescription.EXTENSION, PolicyDescription.extension(policies));
        APIResponses responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        if (!responses.hasAPIResponse(TOO_MANY_REQUESTS)) {
            responses.addAPIResponse(TOO_MANY_REQUESTS, response(policies));
        }
    }

    private APIResponse response(List<Policy> policies) {
        RejectionDescription rejections = operations.rejections(policies);
        APIResponse response =
                OASFactory.createAPIResponse().description(PolicyDescription.sentence(policies));
        rejections
                .fields()
                .forEach((name, value) -> response.addHeader(name, OpenApiParts.header(value)));
        if (!rejections.bodies().isEmpty()) {
            response.setContent(OpenApiParts.content(rejections.bodies()));
        }
        return response;
    }
}
