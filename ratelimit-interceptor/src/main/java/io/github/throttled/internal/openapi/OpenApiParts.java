package io.github.throttled.internal.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

import java.util.List;
import java.util.Locale;

/** Creates parts of a response in an OpenAPI document. */
final class OpenApiParts {

    private OpenApiParts() {}

    /**
     * Creates a response field.
     *
     * @param value an example; a number makes the field a number
     */
    static Header header(String value) {
        boolean isNumber = value.chars().allMatch(Character::isDigit);
        return OASFactory.createHeader()
                .schema(schema(isNumber ? SchemaType.INTEGER : SchemaType.STRING))
                .example(isNumber ? (Object) Long.valueOf(value) : value);
    }

    static Content content(List<RejectionDescription.Body> bodies) {
        Content content = OASFactory.createContent();
        for (RejectionDescription.Body body : bodies) {
            content.addMediaType(
                    body.mediaType(), OASFactory.createMediaType().schema(schema(body)));
        }
        return content;
    }

    private static Schema schema(RejectionDescription.Body body) {
        if (body.properties().isEmpty()) {
            return schema(SchemaType.STRING);
        }
        Schema schema = schema(SchemaType.OBJECT);
        body.properties()
                .forEach(
                        (name, type) ->
                                schema.addProperty(
                                        name,
                                        schema(SchemaType.valueOf(type.toUpperCase(Locale.ROOT)))));
        return schema;
    }

    private static Schema schema(SchemaType type) {
        Schema schema = OASFactory.createSchema().type(type);
        return type == SchemaType.ARRAY ? schema.items(schema(SchemaType.STRING)) : schema;
    }
}
