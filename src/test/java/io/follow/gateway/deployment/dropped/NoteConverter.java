package io.follow.gateway.deployment.dropped;

import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;
import org.jspecify.annotations.Nullable;

/** Makes notes of texts. */
public final class NoteConverter implements TypeConverterLoader {

    @Override
    public void load(TypeConverterRegistry registry) {
        registry.addTypeConverter(Note.class, String.class, new TypeConverterSupport() {
            @Override
            public <T> T convertTo(Class<T> type, @Nullable Exchange exchange, Object value) {
                return type.cast(new Note("converted: " + value));
            }
        });
    }
}
