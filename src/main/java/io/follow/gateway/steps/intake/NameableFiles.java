package io.follow.gateway.steps.intake;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Skips files that this process cannot open because its locale lacks some characters of their names. Logs this once;
 * Camel would log a failure for each file. Thread-safe.
 */
public final class NameableFiles implements GenericFileFilter<File> {

    private static final Logger LOG = LoggerFactory.getLogger(NameableFiles.class);

    private final AtomicBoolean said = new AtomicBoolean();

    @Override
    public boolean accept(GenericFile<File> file) {
        try {
            return !Path.of(file.getFileNameOnly()).toString().isEmpty();
        } catch (InvalidPathException unmappable) {
            if (said.compareAndSet(false, true)) {
                LOG.warn(
                        "files stay in a drop folder because the locale of this process ({}) lacks characters of their"
                                + " names, set a UTF-8 one such as LC_ALL=C.UTF-8",
                        System.getProperty("sun.jnu.encoding"));
            }
            return false;
        }
    }
}
