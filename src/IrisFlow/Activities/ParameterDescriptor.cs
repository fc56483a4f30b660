using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IrisFlow;

/// <summary>One parameter of an activity or of an injected kind, as its property declares it.</summary>
public sealed class ParameterDescriptor
{
    internal ParameterDescriptor(PropertyInfo property, object? blank)
    {
        Property = property;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Required = property.IsDefined(typeof(RequiredMemberAttribute));
        Default = Required || blank is null ? null : property.GetValue(blank);
        Range = property.GetCustomAttribute<RangeAttribute>();
        Column = property.GetCustomAttribute<ColumnOfAttribute>();
        Expression = property.GetCustomAttribute<ExpressionOverAttribute>();
        IsSourceFile = property.IsDefined(typeof(SourceFileAttribute));
    }

    /// <summary>The name in workflow files and on the command line, in camel case.</summary>
    public string Name { get; }

    /// <summary>The .NET type of the value.</summary>
    public Type Type => Property.PropertyType;

    /// <summary>The name a user knows the type by: <c>integer</c>, <c>list of string</c>, <c>trainer</c>.</summary>
    public string TypeName => ValueBinder.TypeName(Type);

    /// <summary>True when the value is injected: one of several kinds, each with parameters of its own.</summary>
    public bool IsKind => Type.IsAbstract && Type.IsClass && Type != typeof(string);

    /// <summary>True when a workflow must give a value.</summary>
    public bool Required { get; }

    /// <summary>The value when a workflow gives none.</summary>
    public object? Default { get; }

    /// <summary>The numbers allowed, where they are bounded.</summary>
    public RangeAttribute? Range { get; }

    /// <summary>The input whose columns it names, where it names columns.</summary>
    public ColumnOfAttribute? Column { get; }

    /// <summary>Whose columns it reads, where it is an expression.</summary>
    public ExpressionOverAttribute? Expression { get; }

    /// <summary>True when the value is a file to read, which enters a key by its content.</summary>
    public bool IsSourceFile { get; }

    /// <summary>The property behind it.</summary>
    public PropertyInfo Property { get; }

    /// <summary>What the property's documentation says.</summary>
    public string Summary => Docs.Summary(Property);

    /// <summary>The properties of a type that are parameters: public, settable and no port.</summary>
    internal static IReadOnlyList<ParameterDescriptor> Of(Type type)
    {
        var blank = type.IsAbstract ? null : Blank(type);
        return
        [
            .. InOrder(type)
                .Where(p => p.CanWrite && !PortDescriptor.IsPort(p.PropertyType))
                .Select(p => new ParameterDescriptor(p, blank)),
        ];
    }

    /// <exception cref="IrisFlowException">The type's own code does not let it be made.</exception>
    private static object? Blank(Type type)
    {
        try
        {
            return Activator.CreateInstance(type, nonPublic: true);
        }
        catch (Exception problem) when (problem is TargetInvocationException or MissingMethodException or TypeInitializationException)
        {
            var cause = problem.GetBaseException();
            throw new IrisFlowException(
                new Finding("IF570", $"{type.FullName} can't be made: {cause.GetType().Name}: {cause.Message}")
                {
                    Expected = "An activity or a kind has a constructor without parameters that sets its defaults and does nothing that can fail.",
                },
                inner: problem);
        }
    }

    /// <summary>The public properties of a type in the order of declaration, inherited ones last.</summary>
    internal static IEnumerable<PropertyInfo> InOrder(Type type) =>
        // Tokens count within one class only: across classes they shift with every unrelated change, and this order gets into files and digests.
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(p => Ancestors(type).TakeWhile(t => t != p.DeclaringType).Count())
            .ThenBy(p => p.MetadataToken);

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}
