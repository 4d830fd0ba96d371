package io.follow.gateway.cli;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The address of a gateway. */
final class GatewayAddressConverter implements ITypeConverter<URI> {

    @Override
    public URI convert(String value) {
        try {
            URI address = URI.create(value);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getQuery() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static TypeConversionException refused() {
        // The value is omitted, because it may contain a password.
        return new TypeConversionException("expected the address of a gateway such as http://127.0.0.1:8090");
    }
}
