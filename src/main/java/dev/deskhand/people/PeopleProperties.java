package dev.deskhand.people;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is an admin from the start.
 *
 * @param admins accounts as {@code platform:userId}, such as {@code slack:U1}; whoever is named
 *     here has the role of admin as long as they are named
 */
@ConfigurationProperties("deskhand.people")
record PeopleProperties(@DefaultValue List<String> admins) {

  private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9-]*:\\S+");

  PeopleProperties {
    admins = admins.stream().map(String::strip).filter(admin -> !admin.isEmpty()).toList();
    for (String admin : admins) {
      if (!ACCOUNT.matcher(admin).matches()) {
        throw new IllegalArgumentException(
            "DESKHAND_ADMINS holds \"%s\"; an account is written like slack:U1 or discord:42"
                .formatted(admin));
      }
    }
  }

  boolean namesAdmin(String platform, String userId) {
    return admins.contains(platform + ":" + userId);
  }
}
