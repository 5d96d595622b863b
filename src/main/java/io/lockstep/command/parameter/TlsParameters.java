package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.optionalText;
import static io.lockstep.command.parameter.Parameter.yesNo;

import java.util.List;

/** Certificates, ciphers and where TLS is spoken. */
public final class TlsParameters {
  private static final long INT_MAX = Integer.MAX_VALUE;

  public static final Parameter<Long> TLS_PORT = number("tls-port", 0, 0, 65535);
  public static final Parameter<Boolean> TLS_REPLICATION = yesNo("tls-replication", false);
  public static final Parameter<String> TLS_AUTH_CLIENTS =
      choice("tls-auth-clients", "yes", "no", "yes", "optional");
  public static final Parameter<String> TLS_CERT_FILE = optionalText("tls-cert-file");
  public static final Parameter<String> TLS_KEY_FILE = optionalText("tls-key-file");
  public static final Parameter<String> TLS_KEY_FILE_PASS = optionalText("tls-key-file-pass");
  public static final Parameter<String> TLS_CA_CERT_FILE = optionalText("tls-ca-cert-file");
  public static final Parameter<String> TLS_CA_CERT_DIR = optionalText("tls-ca-cert-dir");
  public static final Parameter<String> TLS_PROTOCOLS = optionalText("tls-protocols");
  public static final Parameter<String> TLS_CIPHERS = optionalText("tls-ciphers");
  public static final Parameter<String> TLS_CIPHERSUITES = optionalText("tls-ciphersuites");

  /**
   * Every row, in the order of CONFIG GET; those without a name here are kept and answered only.
   */
  static final List<Parameter<?>> ALL =
      List.of(
          TLS_PORT,
          TLS_REPLICATION,
          yesNo("tls-cluster", false),
          TLS_AUTH_CLIENTS,
          TLS_CERT_FILE,
          TLS_KEY_FILE,
          TLS_KEY_FILE_PASS,
          optionalText("tls-client-cert-file"),
          optionalText("tls-client-key-file"),
          optionalText("tls-client-key-file-pass"),
          optionalText("tls-dh-params-file"),
          TLS_CA_CERT_FILE,
          TLS_CA_CERT_DIR,
          TLS_PROTOCOLS,
          TLS_CIPHERS,
          TLS_CIPHERSUITES,
          yesNo("tls-prefer-server-ciphers", false),
          yesNo("tls-session-caching", true),
          number("tls-session-cache-size", 20480, 0, INT_MAX),
          number("tls-session-cache-timeout", 300, 0, INT_MAX));

  private TlsParameters() {}
}
