using System.Text.Json;

namespace IrisFlow.Hosting.Documents;

/// <summary>API tokens and the trail of what was done with them, as JSON.</summary>
public static class TokenJson
{
    /// <summary>A token as an object; with its text when it was made just now.</summary>
    public static void Write(Utf8JsonWriter json, ApiToken token, DateTimeOffset now, string? text = null)
    {
        json.WriteStartObject();
        json.WriteString("id", token.Id);
        json.WriteString("name", token.Name);
        json.WriteString("role", NameOf(token.Role));
        json.WriteString("createdAt", token.CreatedAt);
        json.WriteString("createdBy", token.CreatedBy);
        Instant(json, "expiresAt", token.ExpiresAt);
        Instant(json, "revokedAt", token.RevokedAt);
        Instant(json, "usedAt", token.UsedAt);
        json.WriteBoolean("valid", token.IsValid(now));
        if (text is not null)
        {
            json.WriteString("token", text);
        }

        json.WriteEndObject();
    }

    /// <summary>Something that was done, as an object.</summary>
    public static void Write(Utf8JsonWriter json, AuditRecord record)
    {
        json.WriteStartObject();
        json.WriteString("at", record.At);
        json.WriteString("actor", record.Actor);
        json.WriteString("action", record.Action);
        json.WriteString("subject", record.Subject);
        json.WritePropertyName("detail");
        json.WriteRawValue(record.Detail);
        json.WriteEndObject();
    }

    /// <summary>A role as it is written.</summary>
    public static string NameOf(Role role) => JsonNamingPolicy.CamelCase.ConvertName(role.ToString());

    private static void Instant(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } known)
        {
            json.WriteString(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
