package io.github.throttled.it.login;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;

/** What the application has to say of its own API. */
public class OwnFilter implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        operation.addExtension("x-own-operation", true);
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.addExtension("x-own-document", document.getExtensions() == null);
    }
}
