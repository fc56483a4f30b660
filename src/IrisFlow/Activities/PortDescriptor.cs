using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IrisFlow;

/// <summary>One port of an activity, as its property declares it.</summary>
public sealed class PortDescriptor
{
    internal PortDescriptor(PropertyInfo property)
    {
        Property = property;
        Name = property.GetCustomAttribute<PortAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Required = property.IsDefined(typeof(RequiredMemberAttribute));
        Kind = PortKind.Of(Bare(property.PropertyType).GetGenericArguments()[0]);
    }

    /// <summary>The name in workflow files: the property's in camel case, unless <see cref="PortAttribute"/> says another.</summary>
    public string Name { get; }

    /// <summary>What it carries.</summary>
    public PortKind Kind { get; }

    /// <summary>True for an input that must be wired.</summary>
    public bool Required { get; }

    /// <summary>The property behind it.</summary>
    public PropertyInfo Property { get; }

    /// <summary>What the property's documentation says.</summary>
    public string Summary => Docs.Summary(Property);

    internal static bool IsPort(Type type) => IsInput(type) || IsOutput(type);

    internal static bool IsInput(Type type) => Is(type, typeof(In<>));

    internal static bool IsOutput(Type type) => Is(type, typeof(Out<>));

    private static bool Is(Type type, Type generic) =>
        Bare(type) is { IsGenericType: true } bare && bare.GetGenericTypeDefinition() == generic;

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
