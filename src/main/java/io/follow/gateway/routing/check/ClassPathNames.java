package io.follow.gateway.routing.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files in a directory of the class path. Reads all jars for it, which takes a moment: for messages alone. */
final class ClassPathNames {

    private ClassPathNames() {}

    static Set<String> below(ClassLoader classes, String directory) {
        try {
            Set<String> names = new TreeSet<>();
            for (Resource file :
                    new PathMatchingResourcePatternResolver(classes).getResources("classpath*:" + directory + "*")) {
                String name = file.getFilename();
                if (name != null) {
                    names.add(name);
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be listed", e);
        }
    }
}
