package dev.deskhand.requests;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was entered, by label, as an object of JSON in the order of the item's fields. */
@Converter
class RequestFields implements AttributeConverter<Map<String, String>, String> {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public String convertToDatabaseColumn(Map<String, String> fields) {
    return JSON.writeValueAsString(fields);
  }

  @Override
  public Map<String, String> convertToEntityAttribute(String json) {
    return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
  }
}
