package io.github.throttled.operate;

import io.github.throttled.policy.Policy;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

import java.util.List;

/**
 * Writes into the OpenAPI document what throttled operations have to pass, and what rejected
 * clients get. What the application itself says of a 429 stays as it is. A filter that the
 * application has comes after it.
 */
public class LimitsInDocument extends DelegatingFilter {

    private static final String TOO_MANY_REQUESTS = "429";

    private final Operations operations;

    /** For the container. */
    public LimitsInDocument() {
        this(Operations.ofApplication(), ApplicationFilter.find());
    }

    LimitsInDocument(Operations operations, OASFilter next) {
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
        operation.addExtension(SpokenPolicy.EXTENSION, SpokenPolicy.extension(policies));
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
        Rejections rejections = operations.rejections(policies);
        APIResponse response =
                OASFactory.createAPIResponse().description(SpokenPolicy.sentence(policies));
        rejections.fields().forEach((name, value) -> response.addHeader(name, Parts.header(value)));
        if (!rejections.bodies().isEmpty()) {
            response.setContent(Parts.content(rejections.bodies()));
        }
        return response;
    }
}
