package io.lockstep.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The methods that the launcher and the image have compiled apart are named right. */
class CompiledApartTest {

  private static final Pattern METHOD = Pattern.compile("\\w+\\.[A-Z]\\w+::\\w+");

  @Test
  void launcherAndImageNameTheSameMethods() throws Exception {
    assertThat(named("src/suite/launcher"))
        .hasSizeGreaterThan(1)
        .isEqualTo(named("config/Dockerfile"));
  }

  @Test
  void theMethodsAreThere() throws Exception {
    for (String name : named("src/suite/launcher")) {
      String[] parts = name.split("::", 2);
      Class<?> owner = Class.forName("io.lockstep." + parts[0]);
      assertThat(Stream.of(owner.getDeclaredMethods()).map(Method::getName)).contains(parts[1]);
    }
  }

  private static Set<String> named(String file) throws Exception {
    return METHOD
        .matcher(Files.readString(Path.of(file)))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }
}
