using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>Collects the steps and parameters of a workflow that is written in C#.</summary>
public sealed class WorkflowBuilder
{
    private readonly string _name;
    private readonly List<WorkflowParameter> _parameters = [];
    private readonly List<Step> _steps = [];

    internal WorkflowBuilder(string name) => _name = name;

    /// <summary>A remark on the whole workflow.</summary>
    public string? Note { get; set; }

    /// <summary>When the workflow runs by itself; null where it does not.</summary>
    public Schedule? Schedule { get; set; }

    /// <summary>Declares a value that a run may change. Give it to a step through the <c>bind</c> argument of <see cref="Add"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its default: a whole number, a number, a text or a truth value.</param>
    /// <param name="note">A remark for readers.</param>
    /// <returns>The placeholder that stands for it.</returns>
    public string Parameter(string name, object value, string? note = null)
    {
        var type = value switch
        {
            int or long => "integer",
            double or float => "number",
            string => "string",
            bool => "boolean",
            _ => throw new ArgumentException($"A workflow parameter can't be a {value.GetType().Name}.", nameof(value)),
        };
        _parameters.Add(new(name, type, ValueWriter.ToJson(value), note));
        return $"${{{name}}}";
    }

    /// <summary>Places an activity in the workflow under a name; gives it back so that later steps can be wired to its outputs.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="activity">The activity, wired to outputs of steps above.</param>
    /// <param name="note">A remark for readers.</param>
    /// <param name="policy">How a run carries the step out; <see cref="StepPolicy.Default"/> where none is given.</param>
    /// <param name="bind">Parameters that a parameter of the workflow decides: the property and the placeholder.</param>
    /// <exception cref="ArgumentException">The name is taken, or an input holds a value instead of a wire.</exception>
    public T Add<T>(string name, T activity, string? note = null, StepPolicy? policy = null, params IEnumerable<(string Property, string Placeholder)> bind)
        where T : Activity
    {
        if (_steps.Exists(s => s.Name == name))
        {
            throw new ArgumentException($"Workflow '{_name}' has a step '{name}' already.", nameof(name));
        }

        var descriptor = ActivityDescriptor.Of(activity.GetType());
        descriptor.BindOutputs(activity, name);
        var with = new JsonObject();
        var placeholders = bind.ToDictionary(b => JsonNamingPolicy.CamelCase.ConvertName(b.Property), b => b.Placeholder);
        foreach (var parameter in descriptor.Parameters)
        {
            var value = parameter.Property.GetValue(activity);
            if (placeholders.Remove(parameter.Name, out var placeholder))
            {
                with[parameter.Name] = placeholder;
            }
            else if (value is not null && (parameter.Required || !ValueWriter.Same(value, parameter.Default)))
            {
                with[parameter.Name] = ValueWriter.ToJson(value, omitDefaults: true);
            }
        }

        if (placeholders.Count > 0)
        {
            throw new ArgumentException($"{descriptor.Name} has no parameter '{placeholders.Keys.First()}'.", nameof(bind));
        }

        _steps.Add(new Step(name, descriptor.Uses) { From = Wires(descriptor, activity, name), With = with, Policy = policy ?? StepPolicy.Default, Note = note });
        return activity;
    }

    internal Workflow Build() => new(_name) { Note = Note, Parameters = _parameters, Schedule = Schedule, Steps = _steps };

    private static Dictionary<string, string> Wires(ActivityDescriptor descriptor, Activity activity, string step)
    {
        var from = new Dictionary<string, string>();
        foreach (var input in descriptor.Inputs)
        {
            if (input.Property.GetValue(activity) is IIn { IsBound: true } port)
            {
                from[input.Name] = port.Source
                    ?? throw new ArgumentException($"Input '{input.Name}' of step '{step}' holds a value; in a workflow it is wired to an output of a step above.");
            }
        }

        return from;
    }
}
