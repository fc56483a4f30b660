namespace IrisFlow;

/// <summary>Freezes what stands for some code in the keys of steps: this text does, and the code behind it is not looked at.</summary>
/// <remarks>
/// <para>On an activity: changes of its code no longer make its steps run again; raising the version does. The kinds that a step injects
/// still count by their own code. On any other class, or on a method: the walk through the code ends there.</para>
/// <para>It is a promise that the code gives what it gave before. A plan shows the version in the place of the code.</para>
/// </remarks>
/// <param name="version">Any text; another text is another version.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class CodeVersionAttribute(string version) : Attribute
{
    /// <summary>The version.</summary>
    public string Version => version;
}

/// <summary>Names code that is reached in a way that can't be seen: through reflection, <c>dynamic</c>, or code made at run time.</summary>
/// <remarks>
/// Where the class or the method that it stands on belongs to the code of a step, what it names does too. Of a type that is all its
/// methods; of an abstract class or an interface also those of all classes that derive from it. It also answers the warning that such
/// calls give.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method | AttributeTargets.Constructor,
    AllowMultiple = true,
    Inherited = false)]
public sealed class DependsOnAttribute : Attribute
{
    /// <summary>Names a type.</summary>
    public DependsOnAttribute(Type type) => Type = type;

    /// <summary>Names a type, or one of its methods with all its overloads.</summary>
    /// <param name="member"><c>Name.Space.Type</c> or <c>Name.Space.Type::Method</c>; a nested type is <c>Outer+Inner</c>.</param>
    public DependsOnAttribute(string member) => Member = member;

    /// <summary>The type, where one was given.</summary>
    public Type? Type { get; }

    /// <summary>The name, where one was given.</summary>
    public string? Member { get; }
}
