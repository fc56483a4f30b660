using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>A parameter value that can't be used.</summary>
/// <param name="Path">The parameter, with dots into nested values: <c>trainer.l2</c>.</param>
/// <param name="Message">What was found, as a sentence.</param>
/// <param name="Expected">What would be right, as a sentence.</param>
internal sealed record ValueProblem(string Path, string Message, string? Expected);

/// <summary>From JSON to the typed parameter values of activities and injected kinds.</summary>
internal static class ValueBinder
{
    /// <summary>Sets the parameters that the JSON names; reports unknown, missing and wrong ones.</summary>
    public static void Bind(
        object target, IReadOnlyList<ParameterDescriptor> parameters, JsonObject with, Catalog catalog, string path, Action<ValueProblem> report)
    {
        foreach (var (name, node) in with)
        {
            if (parameters.FirstOrDefault(p => p.Name == name) is not { } parameter)
            {
                if (!(name == "kind" && path.Length > 0))
                {
                    report(new(path + name, $"There is no parameter '{name}'.", NearMiss.OneOf(name, parameters.Select(p => p.Name), "The parameters are")));
                }

                continue;
            }

            if (Read(node, parameter.Type, catalog, path + name, report) is { } value)
            {
                parameter.Property.SetValue(target, value);
                CheckRange(parameter, value, path + name, report);
            }
        }

        foreach (var parameter in parameters.Where(p => p.Required && with[p.Name] is null))
        {
            report(new(path + parameter.Name, $"Parameter '{parameter.Name}' is missing.", $"It is {ATypeName(parameter.Type)}. {parameter.Summary}".TrimEnd()));
        }
    }

    /// <summary>A value of a type, or null after reporting why there is none.</summary>
    public static object? Read(JsonNode? node, Type type, Catalog catalog, string path, Action<ValueProblem> report)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (node is null)
        {
            return null;
        }

        object? value = bare switch
        {
            _ when bare == typeof(string) => node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null,
            _ when bare == typeof(bool) => node.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? node.GetValue<bool>() : null,
            _ when bare == typeof(int) => AsInteger(node) is { } i && i == (int)i ? (int)i : null,
            _ when bare == typeof(long) => AsInteger(node),
            _ when bare == typeof(double) => AsNumber(node),
            _ when bare.IsEnum => AsEnum(node, bare),
            _ when ElementType(bare) is { } element => AsList(node, element, catalog, path, report),
            _ when bare == typeof(IReadOnlyDictionary<string, string>) => AsTexts(node),
            _ when bare.IsAbstract => AsKind(node, bare, catalog, path, report),
            _ => throw new InvalidOperationException($"A parameter of type {type} can't be read from a workflow file."),
        };
        if (value is null && !(IsKind(bare) && AsKindMap(node) is not null))
        {
            report(bare == typeof(int) && AsInteger(node) is not null
                ? new(path, $"{Shown(node)} is beyond what fits here.", $"It is a whole number from {int.MinValue} to {int.MaxValue}.")
                : new(path, $"'{Shown(node)}' is not {ATypeName(type)}.", bare.IsEnum ? $"It is one of {string.Join(", ", EnumNames(bare))}." : null));
        }

        return value;
    }

    /// <summary>The name a user knows a parameter type by.</summary>
    public static string TypeName(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(string) => "string",
            _ when bare == typeof(bool) => "boolean",
            _ when bare == typeof(int) || bare == typeof(long) => "integer",
            _ when bare == typeof(double) => "number",
            _ when bare.IsEnum => string.Join(" | ", EnumNames(bare)),
            _ when ElementType(bare) is { } element => $"list of {TypeName(element)}",
            _ when bare == typeof(IReadOnlyDictionary<string, string>) => "map of string to string",
            _ => JsonNamingPolicy.KebabCaseLower.ConvertName(bare.Name),
        };
    }

    private static string ATypeName(Type type) =>
        TypeName(type) is var name && (Nullable.GetUnderlyingType(type) ?? type).IsEnum ? $"one of {name}" : "aeiou".Contains(name[0], StringComparison.Ordinal) ? $"an {name}" : $"a {name}";

    /// <summary>The element type of a list parameter, or null.</summary>
    public static Type? ElementType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>The values of an enumeration as a workflow file writes them.</summary>
    public static IEnumerable<string> EnumNames(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    private static double? AsNumber(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number && double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : null;

    // Through decimal, which holds every long exactly: 5.0 and 5e0 are whole numbers too.
    private static long? AsInteger(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == Math.Floor(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static bool IsKind(Type bare) => bare.IsAbstract && ElementType(bare) is null && bare != typeof(IReadOnlyDictionary<string, string>);

    private static object? AsEnum(JsonNode node, Type type)
    {
        // A parameter that was a flag may come to know more: true and false are names like the others.
        var text = node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };
        var index = EnumNames(type).ToList().IndexOf(text ?? "");
        return index < 0 ? null : Enum.GetValues(type).GetValue(index);
    }

    private static IList? AsList(JsonNode node, Type element, Catalog catalog, string path, Action<ValueProblem> report)
    {
        if (node is not JsonArray array)
        {
            return null;
        }

        var list = Array.CreateInstance(element, array.Count);
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not { } item)
            {
                report(new($"{path}[{i}]", "A list can't hold null.", $"It is {ATypeName(element)}."));
                continue;
            }

            list.SetValue(Read(item, element, catalog, $"{path}[{i}]", report), i);
        }

        return list;
    }

    private static SortedDictionary<string, string>? AsTexts(JsonNode node) =>
        node is JsonObject map && map.All(m => m.Value?.GetValueKind() == JsonValueKind.String)
            ? new SortedDictionary<string, string>(map.ToDictionary(m => m.Key, m => m.Value!.GetValue<string>()), StringComparer.Ordinal)
            : null;

    private static object? AsKind(JsonNode node, Type family, Catalog catalog, string path, Action<ValueProblem> report)
    {
        if (AsKindMap(node) is not { } map)
        {
            return null;
        }

        var kinds = catalog.KindsOf(family);
        var name = map["kind"] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        if (name is null || !kinds.TryGetValue(name, out var kind))
        {
            report(new(path, name is null ? "It has no \"kind\"." : $"There is no {TypeName(family)} '{name}'.", NearMiss.OneOf(name ?? "", kinds.Keys, "The kinds are")));
            return null;
        }

        var made = Activator.CreateInstance(kind.Type, nonPublic: true)!;
        Bind(made, kind.Parameters, map, catalog, path + ".", report);
        return made;
    }

    // A bare name stands for the kind with all defaults.
    private static JsonObject? AsKindMap(JsonNode node) => node as JsonObject
        ?? (node.GetValueKind() == JsonValueKind.String ? new JsonObject { ["kind"] = node.GetValue<string>() } : null);

    private static void CheckRange(ParameterDescriptor parameter, object value, string path, Action<ValueProblem> report)
    {
        if (parameter.Range is { } range && !IsWithin(range, value))
        {
            var (from, to) = (Convert.ToString(range.Minimum, CultureInfo.InvariantCulture), Convert.ToString(range.Maximum, CultureInfo.InvariantCulture));
            report(new(path, $"{Convert.ToString(value, CultureInfo.InvariantCulture)} is out of range.", $"It goes from {from} to {to}."));
        }
    }

    // Not range.IsValid: it converts the value to the type of the bounds, so [Range(0, 100)] would round 100.4 down and accept it.
    private static bool IsWithin(RangeAttribute range, object value)
    {
        var (from, to) = (Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        return (range.MinimumIsExclusive ? number > from : number >= from) && (range.MaximumIsExclusive ? number < to : number <= to);
    }

    private static string Shown(JsonNode node)
    {
        var text = node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
        return text.Length > 60 ? text[..60] + "…" : text;
    }
}
