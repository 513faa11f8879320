import{t as e}from"./rolldown-runtime-DK3Fl9T5.js";import{A as t,B as n,C as r,H as i,L as a,M as o,R as s,V as c,W as l,c as u,d as ee,h as te,n as d,s as f,t as ne,z as p}from"./lit-ByipWQVB.js";import{G as m,H as h,S as g,U as re,V as _,_ as ie,b as v,t as ae,v as y,x as b,y as oe}from"./shared-B_kjcvt3.js";import{L as se,a as ce,c as le,d as x,et as ue,f as de,g as fe,h as S,i as pe,l as me,m as C,n as he,o as ge,p as _e,r as ve,s as w,u as ye}from"./parts-BS337TDt.js";import{A as be,B as xe,C as Se,D as Ce,E as we,F as T,H as Te,I as Ee,K as De,L as Oe,N as ke,O as Ae,P as E,R as je,S as Me,T as Ne,U as Pe,V as Fe,W as Ie,_ as Le,b as Re,ct as ze,h as Be,j as Ve,k as He,m as Ue,nt as We,ot as Ge,p as Ke,q as qe,st as Je,v as Ye,w as Xe,x as Ze,y as Qe,z as $e}from"./icons-Cr88j4gc.js";import{t as et}from"./preload-tnMd9Xij.js";var D=class extends n{static{this.styles=[h,l` h4{margin:var(--ht-space-3) 0 var(--ht-space-1);font-size:var(--ht-size-14);font-weight:600}ul{margin:0;padding:0;list-style:none;line-height:1.45}li{padding:4px 8px;overflow-wrap:anywhere}del{color:var(--ht-fault-text)}ins{color:var(--ht-good);text-decoration:none}ins::before{content:"+ "}del::before{content:"− "}`]}render(){let{locale:e,difference:t}=this;if(t.same)return i`<p>${e.t(`difference_none`)}</p>`;let n=Object.entries(t.facts).filter(([e])=>e!==`steps`);return i`${n.length>0?i`<ul>
${n.map(([e,[t,n]])=>i`<li>
<b>${this.field(e)}</b>: <del>${O(t)}</del> <ins>${O(n)}</ins>
</li>`)}
</ul>`:c}
${this.renderLines(`ingredients`,t.ingredients)} ${this.renderLines(`steps`,t.steps)}`}field(e){let t=this.locale.t(`field_${e}`);return t===`field_${e}`?e.replaceAll(`_`,` `):t}renderLines(e,t){let n=t.filter(({change:e})=>e!==`same`);return n.length===0?c:i`<h4>${this.locale.t(e)}</h4>
<ul>
${n.map(({before:e,after:t})=>i`<li>
${e===null?c:i`<div><del>${e}</del></div>`}
${t===null?c:i`<div><ins>${t}</ins></div>`}
</li>`)}
</ul>`}};_([p({attribute:!1})],D.prototype,`locale`,void 0),_([p({attribute:!1})],D.prototype,`difference`,void 0),D=_([m(`ht-difference`)],D);function O(e){return e==null||e===``?`–`:Array.isArray(e)?e.map(O).join(`, `):typeof e==`object`?Object.values(e).filter(e=>e!=null).map(O).join(` `):`${e}`}function tt(e){return v(e,`collections`)}function nt(e,t,n,r){return g(e,`collection/put`,{collection:t,recipe:n,add:r})}var rt=`hearthtech-recipe-text`,it=5e3,k=null;function at(e,t,n,r){return{recipe:e,...t>0?{version:t}:{},factor:r,...n===null?{}:{units:n}}}function ot(e,t,n){let r=at(t,0,n,1),i=JSON.stringify(r);if(k?.asked===i&&performance.now()-k.at<it)return;let a=v(e,`recipe`,r);a.catch(()=>void 0),k={asked:i,at:performance.now(),page:a}}function st(){k=null}function ct(e,t){let n=k;return k=null,n?.asked===JSON.stringify(t)&&performance.now()-n.at<it?n.page:v(e,`recipe`,t)}var lt=class{constructor(e,t,n){this.hass=e,this.changed=t,this.failed=n,this.page=null,this.scaled=null,this.past=null,this.people=[],this.units=null,this.factor=1,this.recipe=``,this.reading=new ie,this.scaling=new ie}reset(e){this.page=this.scaled=this.past=null,this.people=[],this.factor=1,this.units=e}get servings(){let{page:e}=this;return e?.recipe.yields?.amount!==void 0&&e.factor>0?(e.servings??e.recipe.yields.amount)/e.factor:1}async read(e,t){this.recipe=e,await this.reading.of(ct(this.hass(),at(e,t,this.units,this.factor)),e=>{this.page=e,this.scaled=e,this.changed(),performance.clearMarks(rt),performance.mark(rt)},e=>this.failed(e,this.page===null)),this.page!==null&&e===this.recipe&&(this.later(`recipe/verdicts`,({people:e})=>{this.people=e}),this.later(`recipe/past`,e=>{this.past=e}))}async scale(e){Object.assign(this,e),this.changed();let{page:t}=this;t!==null&&await this.scaling.of(v(this.hass(),`recipe/scaled`,{recipe:t.recipe.id,version:t.recipe.version??1,...this.asked}),e=>{this.scaled=e,this.changed()},e=>{this.factor=this.scaled?.factor??1,this.changed(),this.failed(e,!1)})}async later(e,t){let{recipe:n}=this;try{let r=await v(this.hass(),e,{recipe:n});if(n!==this.recipe)return;t(r),this.changed()}catch(e){this.failed(e,!1)}}get asked(){return{factor:this.factor,...this.units===null?{}:{units:this.units}}}},A=class extends n{constructor(...e){super(...e),this.recipe=``,this.collections=[],this.reason=``}static{this.styles=[h,l` :host{display:grid;gap:var(--ht-space-4)}.chips,.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:end}.row ht-field{flex:1}`]}render(){let{locale:e}=this,t=this.collections.filter(({search:e})=>e===``);return i`<div class="chips">
${t.map(({id:t,name:n,recipes:a})=>{let o=a.includes(this.recipe);return i`<ht-chip .label=${t===`favorites`||t===`to_try`?e.t(t):n} .icon=${o?f:r} ?selected=${o} @click=${()=>this.try(()=>nt(this.hass,t,this.recipe,!o))}
></ht-chip>`})}
</div>
<div class="row">
<ht-field .label=${e.t(`collection_new`)} maxlength="80"></ht-field>
<ht-button .icon=${r} label=${e.t(`collection_make`)} @click=${()=>this.make()}></ht-button>
</div>
${this.reason?i`<ht-failure .text=${this.reason}></ht-failure>`:c}`}async make(){let e=this.renderRoot.querySelector(`ht-field`),t=e?.value.trim()??``;t&&await this.try(async()=>{let{id:n}=await g(this.hass,`collection/make`,{name:t});await nt(this.hass,n,this.recipe,!0),e!==null&&(e.value=``)})}async try(e){this.reason=``;try{await e()}catch(e){this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})}}};_([p({attribute:!1})],A.prototype,`hass`,void 0),_([p({attribute:!1})],A.prototype,`locale`,void 0),_([p()],A.prototype,`recipe`,void 0),_([p({attribute:!1})],A.prototype,`collections`,void 0),_([s()],A.prototype,`reason`,void 0),A=_([m(`ht-collections`)],A);var ut={breakfast:`08:00`,lunch:`12:30`,dinner:`18:30`},j=class extends n{constructor(...e){super(...e),this.recipe=``,this.servings=0,this.chosenSlot=`dinner`,this.reason=``}static{this.styles=[h,re,l` :host{display:grid;gap:var(--ht-space-4)}.chips{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}`]}render(){let{locale:e}=this;return i`<div>
<label for="day">${e.t(`plan_day`)}</label>
<input id="day" type="date" .value=${dt(new Date)} />
</div>
<div class="chips" role="group" aria-label=${e.t(`plan_meal`)}>
${Object.keys(ut).map(t=>i`<ht-chip .label=${e.t(`slot_${t}`)} ?selected=${this.chosenSlot===t} @click=${()=>{this.chosenSlot=t}}
></ht-chip>`)}
</div>
<ht-button kind="primary" .icon=${Je} label=${e.t(`plan_it`)} @click=${()=>this.plan()}></ht-button>
<ht-failure .text=${this.reason}></ht-failure>`}async plan(){let e=this.input.value||dt(new Date);this.reason=``;try{await y(this.hass,`plan_meal`,{recipe:this.recipe,starts_at:`${e}T${ut[this.chosenSlot]}:00`,slot:this.chosenSlot,...this.servings>0?{servings:this.servings}:{}});let t=this.locale.t(`planned_for`,{day:C(this.locale,`${e}T12:00:00`)});this.dispatchEvent(new CustomEvent(`planned`,{detail:t}))}catch(e){this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})}}};_([p({attribute:!1})],j.prototype,`hass`,void 0),_([p({attribute:!1})],j.prototype,`locale`,void 0),_([p()],j.prototype,`recipe`,void 0),_([p({type:Number})],j.prototype,`servings`,void 0),_([s()],j.prototype,`chosenSlot`,void 0),_([s()],j.prototype,`reason`,void 0),_([a(`input`)],j.prototype,`input`,void 0),j=_([m(`ht-plan-form`)],j);function dt(e){let t=e=>`${e}`.padStart(2,`0`);return`${e.getFullYear()}-${t(e.getMonth()+1)}-${t(e.getDate())}`}async function ft(e,t,n,r,i,a){await pt(()=>v(e,`recipe/print`,{recipe:n,version:r,factor:i,language:t.language,...a===null?{}:{units:a}}))}async function pt(e){let t=window.open(`about:blank`,`_blank`);try{let{path:n}=await e();t===null?location.assign(n):t.location.replace(n)}catch(e){throw t?.close(),e}}function mt(e,t,n){let r=document.createElement(`a`),i=URL.createObjectURL(new Blob([n],{type:`text/plain;charset=utf-8`}));r.href=i,r.download=`${ht(e)}.${t}`,r.click(),setTimeout(()=>URL.revokeObjectURL(i),1e4)}function ht(e){return e.replace(/[^\p{L}\p{N} ._-]+/gu,` `).trim().replace(/^\.+/,``).slice(0,80)||`recipe`}var M=class extends n{constructor(...e){super(...e),this.factor=1,this.servings=0,this.units=null,this.collections=[],this.open=!1,this.shownPart=`all`,this.said=``,this.reason=``}static{this.styles=[h,l` button{display:flex;gap:var(--ht-space-4);align-items:center;inline-size:100%;min-block-size:56px;padding:var(--ht-space-2);border:0;border-radius:12px;font:inherit;line-height:1.35;text-align:start;color:var(--ht-text);background:transparent;cursor:pointer}button:hover{background:color-mix(in srgb,var(--ht-text) 6%,transparent)}ht-icon{color:var(--ht-accent)}`]}willUpdate(e){e.has(`open`)&&this.open&&(this.shownPart=`all`,this.said=this.reason=``)}render(){let{locale:e,page:t}=this;return i`<ht-sheet .open=${this.open} heading=${t.recipe.name} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${this.open?this.renderPart():c}
${this.said?i`<ht-label tone="good" role="status" .icon=${f} .text=${this.said}></ht-label>`:c}
<ht-failure .text=${this.reason}></ht-failure>
</ht-sheet>`}renderPart(){let{locale:e,page:t}=this;if(this.shownPart===`plan`)return i`<ht-plan-form .hass=${this.hass} .locale=${e} .recipe=${t.recipe.id} .servings=${t.servings===null?0:this.servings} @planned=${e=>{this.shownPart=`all`,this.said=e.detail}}
></ht-plan-form>`;if(this.shownPart===`collect`)return i`<ht-collections .hass=${this.hass} .locale=${e} .recipe=${t.recipe.id} .collections=${this.collections}
></ht-collections>`;let n=(e,t,n)=>i`<button type="button" @click=${n}><ht-icon .path=${e}></ht-icon><span>${t}</span></button>`,r=e=>()=>{this.dispatchEvent(new Event(e)),e!==`note`&&this.dispatchEvent(new Event(`closed`))};return i`${n(Je,e.t(`plan_it`),()=>{this.shownPart=`plan`})}
${n(Ge,e.t(`shop_it`),()=>this.shop())}
${n(Ae,e.t(`collect_it`),()=>{this.shownPart=`collect`})}
${n(Re,e.t(`note_new`),r(`note`))} ${n(Ye,e.t(`edit`),r(`edit`))}
${n(Le,e.t(`print`),()=>this.print())}
${n(ke,e.t(`export_cooklang`),()=>this.export(`cooklang`))}
${n(ke,e.t(`export_json_ld`),()=>this.export(`json_ld`))}
${n(T,e.t(`erase`),r(`erase`))}`}async shop(){await this.try(async()=>{let e=this.page.servings===null?{}:{servings:this.servings};await y(this.hass,`make_shopping_list`,{recipes:[this.page.recipe.id],...e}),this.said=this.locale.t(`shopped`)})}async print(){await this.try(async()=>{let{recipe:e}=this.page;await ft(this.hass,this.locale,e.id,e.version??1,this.factor,this.units)})}async export(e){await this.try(async()=>{let{recipe:t}=this.page,{text:n}=await oe(this.hass,`export_recipe`,{recipe:t.id,format:e});mt(t.name,e===`cooklang`?`cook`:`json`,n)})}async try(e){this.said=this.reason=``;try{await e()}catch(e){this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})}}};_([p({attribute:!1})],M.prototype,`hass`,void 0),_([p({attribute:!1})],M.prototype,`locale`,void 0),_([p({attribute:!1})],M.prototype,`page`,void 0),_([p({type:Number})],M.prototype,`factor`,void 0),_([p({type:Number})],M.prototype,`servings`,void 0),_([p({attribute:!1})],M.prototype,`units`,void 0),_([p({attribute:!1})],M.prototype,`collections`,void 0),_([p({type:Boolean})],M.prototype,`open`,void 0),_([s()],M.prototype,`shownPart`,void 0),_([s()],M.prototype,`said`,void 0),_([s()],M.prototype,`reason`,void 0),M=_([m(`ht-actions-sheet`)],M);var N=class extends n{constructor(...e){super(...e),this.recipe=``,this.version=0,this.place=null,this.text=``,this.reason=``,this.sending=!1,this.substitutes=null,this.checkedFor=[]}static{this.styles=[h,re,l` blockquote{margin:0 0 var(--ht-space-4);padding-inline-start:var(--ht-space-3);border-inline-start:3px solid var(--ht-line);line-height:1.4;overflow-wrap:anywhere}section{margin-block-end:var(--ht-space-4)}textarea{font-family:ui-serif,Georgia,serif}.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:end;margin-block-start:var(--ht-space-2)}.row ht-field{flex:1}ul{margin:var(--ht-space-2) 0;padding-inline-start:var(--ht-space-4);line-height:1.45}small{display:block;color:var(--ht-text-2)}`]}willUpdate(e){e.has(`place`)&&(this.reason=``,this.sending=!1,this.substitutes=null)}render(){let{locale:e,place:t}=this;return i`<ht-sheet .open=${t!==null} heading=${t===null?``:this.heading(t)} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${t===null?c:i`${this.text?i`<blockquote>${this.text}</blockquote>`:c}
<section>
<label for="note">${e.t(`note_new`)}</label>
<textarea id="note" maxlength="4000"></textarea>
<div class="row">
<ht-button kind="primary" .icon=${Re} label=${e.t(`note_keep`)} ?disabled=${this.sending} @click=${()=>this.write(t)}
></ht-button>
</div>
</section>
${t.part===`ingredient`?this.renderIngredient(t.line??0):c}
<ht-failure .text=${this.reason}></ht-failure>`}
</ht-sheet>`}heading({part:e,line:t}){let{locale:n}=this;return e===`ingredient`?n.t(`ingredient`):e===`step`?n.t(`step_number`,{step:(t??0)+1}):n.t(`note_new`)}renderIngredient(e){let{locale:t}=this;return i`<section>
<div class="row">
<ht-field .label=${t.t(`scale_to_amount`)} .help=${t.t(`scale_to_amount_hint`)} maxlength="60" id="have"
></ht-field>
<ht-button .icon=${Be} label=${t.t(`scale`)} @click=${()=>this.scale(e)}></ht-button>
</div>
</section>
<section>
${this.substitutes===null?i`<ht-button .icon=${Ue} label=${t.t(`substitutes`)} @click=${()=>this.find()}></ht-button>`:this.substitutes.length===0?i`<p>${t.t(`substitutes_none`)}</p>`:i`<ul>
${this.substitutes.map(e=>i`<li>
${e.amount} → ${e.lines.join(` + `)}
${e.note?i`<small>${this.advice(e)}</small>`:c}
</li>`)}
</ul>
${this.checkedFor.length>0?i`<ht-label .icon=${f} .text=${t.t(`substitutes_checked`,{names:this.checkedFor.join(`, `)})}
></ht-label>`:c}`}
</section>`}advice({note:e,advice:t}){let n=this.locale.t(`advice_${e}`);return n===`advice_${e}`?t:n}async write({part:e,line:t}){let n=this.area.value.trim();if(!n)return this.area.focus();this.sending=!0;try{await y(this.hass,`add_note`,{recipe:this.recipe,version:this.version,words:n,part:e,...t===null?{}:{line:t+1}}),this.dispatchEvent(new Event(`written`))}catch(e){await this.failed(e)}this.sending=!1}async scale(e){let t=this.renderRoot.querySelector(`#have`)?.value.trim()??``;if(t)try{let{factor:n}=await v(this.hass,`recipe/factor`,{recipe:this.recipe,version:this.version,line:e,amount:t});this.dispatchEvent(new CustomEvent(`factor`,{detail:n}))}catch(e){await this.failed(e)}}async find(){try{let e=await v(this.hass,`recipe/substitutes`,{recipe:this.recipe,food:this.text.slice(0,500)});this.substitutes=e.substitutes,this.checkedFor=e.checked_for}catch(e){await this.failed(e)}}async failed(e){this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})}};_([p({attribute:!1})],N.prototype,`hass`,void 0),_([p({attribute:!1})],N.prototype,`locale`,void 0),_([p()],N.prototype,`recipe`,void 0),_([p({type:Number})],N.prototype,`version`,void 0),_([p({attribute:!1})],N.prototype,`place`,void 0),_([p()],N.prototype,`text`,void 0),_([s()],N.prototype,`reason`,void 0),_([s()],N.prototype,`sending`,void 0),_([s()],N.prototype,`substitutes`,void 0),_([s()],N.prototype,`checkedFor`,void 0),_([a(`textarea`)],N.prototype,`area`,void 0),N=_([m(`ht-line-sheet`)],N);var P=class extends n{constructor(...e){super(...e),this.notes=[]}static{this.styles=[h,l` :host{display:block}.note{display:flex;gap:var(--ht-space-1);align-items:start;margin-block-start:var(--ht-space-1);padding-inline-start:var(--ht-space-3);border-inline-start:3px solid var(--ht-heat-2);font-family:ui-serif,Georgia,serif;line-height:1.4}.words{flex:1;min-inline-size:0;overflow-wrap:anywhere;white-space:pre-line;font-style:italic}small{display:block;font-size:var(--ht-size-14);font-style:normal;color:var(--ht-text-2)}img{display:block;max-inline-size:100%;max-block-size:240px;margin-block:var(--ht-space-1);border-radius:12px}ht-button{--ht-icon-size:18px}`]}render(){let{locale:e}=this;return this.notes.map(t=>i`<div class="note">
<div class="words">
${t.words}${t.media===null?c:i`<img src=${de(t.media.url,480)} alt="" loading="lazy" />`}
<small>${[t.author,C(e,t.created_at)].filter(Boolean).join(`, `)}</small>
</div>
<ht-button
compact
bare .icon=${T} label=${e.t(`note_remove`)} @click=${()=>this.dispatchEvent(new CustomEvent(`remove`,{detail:t.id,bubbles:!0,composed:!0}))}
></ht-button>
</div>`)}};_([p({attribute:!1})],P.prototype,`locale`,void 0),_([p({attribute:!1})],P.prototype,`notes`,void 0),P=_([m(`ht-notes`)],P);var gt=[{tag:`ENERC_KCAL`,level:0,daily:2e3},{tag:`FAT`,level:0,daily:70},{tag:`FASAT`,level:1,daily:20},{tag:`CHOAVL`,level:0,daily:260},{tag:`SUGAR`,level:1,daily:90},{tag:`FIBTG`,level:0},{tag:`PROCNT`,level:0,daily:50},{tag:`SALT`,level:0,daily:6}],_t=[{tag:`ENERC_KCAL`,level:0,daily:2e3},{tag:`FAT`,level:0,daily:78},{tag:`FASAT`,level:1,daily:20},{tag:`CHOLE`,level:0,daily:300},{tag:`NA`,level:0,daily:2300},{tag:`CHOCDF`,level:0,daily:275},{tag:`FIBTG`,level:1,daily:28},{tag:`SUGAR`,level:1},{tag:`PROCNT`,level:0,daily:50},{tag:`VITD`,level:0,daily:20},{tag:`CA`,level:0,daily:1300},{tag:`FE`,level:0,daily:18},{tag:`K`,level:0,daily:4700}],F=class extends n{constructor(...e){super(...e),this.recipe=``,this.version=0,this.nutrition=null,this.reason=``}static{this.styles=[h,l` :host{display:block;max-inline-size:420px}table{inline-size:100%;border-collapse:collapse;font-size:var(--ht-size-14);line-height:1.35}caption{padding-block-end:var(--ht-space-2);text-align:start;color:var(--ht-text-2)}th,td{padding:6px 0;border-block-start:1px solid var(--ht-line);font-weight:400;text-align:start;vertical-align:baseline}tr:first-child > *{border-block-start:3px solid var(--ht-text);font-size:var(--ht-size-20);font-weight:600}.inner th{padding-inline-start:var(--ht-space-4);color:var(--ht-text-2)}td{padding-inline-start:var(--ht-space-2);text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}th,small{hyphens:auto;overflow-wrap:anywhere}small{display:block;white-space:normal;font-size:var(--ht-size-12);font-weight:400;color:var(--ht-text-2)}.counted{margin-block:var(--ht-space-3) 0}summary{min-block-size:48px;padding-block:12px;cursor:pointer}ul{margin:0;padding:0;list-style:none;font-size:var(--ht-size-14);line-height:1.4}li{padding-block:4px;border-block-end:1px solid var(--ht-line);overflow-wrap:anywhere}`]}willUpdate(e){if(!e.has(`recipe`)&&!e.has(`version`))return;this.nutrition=null,this.reason=``;let{recipe:t,version:n}=this;v(this.hass,`recipe/nutrition`,{recipe:t,version:n}).then(e=>{t===this.recipe&&n===this.version&&(this.nutrition=e)},async e=>{this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})})}render(){let{locale:e,nutrition:t}=this;if(this.reason)return i`<ht-failure .text=${this.reason}></ht-failure>`;if(t===null)return i`<ht-label .text=${e.t(`loading`)}></ht-label>`;let n=Object.keys(t.per_serving).length===0,r=n?t.total:t.per_serving,a=t.counted===t.lines_total;return i`<table>
<caption>
${e.t(n?`nutrition_whole`:`nutrition_serving`)}
</caption>
<tbody>
${(e.fahrenheit?_t:gt).map(e=>this.renderRow(e,r[e.tag],n))}
</tbody>
</table>
<ht-label class="counted" .icon=${a?je:Ie} .text=${e.t(`nutrition_counted`,{counted:t.counted,total:t.lines_total})}
></ht-label>
${t.lines.length===0?c:i`<details>
<summary>${e.t(`nutrition_lines`)}</summary>
<ul>
${t.lines.map(t=>i`<li>
${t.text}
<small
>${t.counted&&t.food!==null&&t.grams!==null?`${t.food}, ${S(e,t.grams)} g${vt(e,t.low,t.high,`g`)}`:e.t(`nutrition_not_counted`)}</small
>
</li>`)}
</ul>
</details>`}`}renderRow({tag:e,level:t,daily:n},r,a){let{locale:o}=this;return i`<tr class=${t===1?`inner`:``}>
<th scope="row">${o.t(`nutrient_${e.toLowerCase()}`)}</th>
<td>
${r===void 0?i`? <small>${o.t(`unknown`)}</small>`:i`${S(o,r.amount)} ${r.unit}
<small>${vt(o,r.low,r.high,r.unit).trim()}</small>`}
</td>
<td>${r===void 0||n===void 0||a?``:o.percent(r.amount/n)}</td>
</tr>`}};_([p({attribute:!1})],F.prototype,`hass`,void 0),_([p({attribute:!1})],F.prototype,`locale`,void 0),_([p()],F.prototype,`recipe`,void 0),_([p({type:Number})],F.prototype,`version`,void 0),_([s()],F.prototype,`nutrition`,void 0),_([s()],F.prototype,`reason`,void 0),F=_([m(`ht-nutrition`)],F);function vt(e,t,n,r){if(t===null||n===null)return``;let[i,a]=[S(e,t),S(e,n)];return i===a?``:` (${i}–${a} ${r})`}var I=class extends n{constructor(...e){super(...e),this.recipe=``,this.signed=``}static{this.styles=[h,l` :host{display:block;margin-block-start:var(--ht-space-6);padding:var(--ht-space-4);border:1px solid var(--ht-line);border-radius:var(--ht-radius);background:color-mix(in srgb,var(--ht-heat-1) 10%,var(--ht-surface))}h2{margin:0 0 var(--ht-space-2);font-size:var(--ht-size-16);font-weight:600}pre{max-block-size:60vh;margin:0;overflow:auto;font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-16);line-height:1.55;white-space:pre-wrap;overflow-wrap:anywhere}img{display:block;max-inline-size:100%;max-block-size:80vh;margin-inline:auto;border-radius:8px}audio{inline-size:100%}small{color:var(--ht-text-2);overflow-wrap:anywhere}`]}willUpdate(e){if(!e.has(`original`)||this.original.text!==null)return;let t=`/api/hearthtech/original/${encodeURIComponent(this.recipe)}`;this.hass.connection.sendMessagePromise({type:`auth/sign_path`,path:t,expires:3600}).then(e=>{this.signed=e.path},()=>void 0)}render(){let{locale:e,original:t}=this,n=e.t(`original_${t.kind}`);return i`<h2>${e.t(`original`)}: ${n}</h2>
${this.renderContent()}
${t.source?i`<small>${t.source}</small>`:c}`}renderContent(){let{original:e,signed:t,locale:n}=this;return e.text===null?t?e.media_type.startsWith(`image/`)?i`<img src=${t} alt=${n.t(`original`)} />`:e.media_type.startsWith(`audio/`)?i`<audio controls src=${t}></audio>`:i`<p>
<ht-button .icon=${Qe} label=${n.t(`original_open`)} @click=${()=>window.open(t,`_blank`,`noopener`)}
></ht-button>
</p>`:c:i`<pre tabindex="0">${e.text}</pre>`}};_([p({attribute:!1})],I.prototype,`hass`,void 0),_([p({attribute:!1})],I.prototype,`locale`,void 0),_([p()],I.prototype,`recipe`,void 0),_([p({attribute:!1})],I.prototype,`original`,void 0),_([s()],I.prototype,`signed`,void 0),I=_([m(`ht-original`)],I);var yt=class extends n{constructor(...e){super(...e),this.value=0}static{this.styles=[h,l` :host{display:inline-flex}button{display:grid;place-items:center;inline-size:48px;block-size:48px;padding:0;border:0;border-radius:24px;color:var(--ht-heat-text);background:transparent;cursor:pointer}`]}render(){return[1,2,3,4,5].map(e=>i`<button type="button" aria-label=${this.locale.t(`stars_of_five`,{stars:e})} aria-pressed=${this.value===e?`true`:`false`} @click=${()=>{this.value=e,this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}}
>
<ht-icon .path=${e<=this.value?qe:De}></ht-icon>
</button>`)}};_([p({attribute:!1})],yt.prototype,`locale`,void 0),_([p({type:Number})],yt.prototype,`value`,void 0),yt=_([m(`ht-stars-input`)],yt);var L=class extends n{constructor(...e){super(...e),this.recipe=``,this.difference=null,this.compared=0,this.reason=``}static{this.styles=[h,l` :host{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:var(--ht-space-6) var(--ht-space-8)}h2{margin:0 0 var(--ht-space-2);font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-24);font-weight:600;line-height:1.3}ul{margin:0;padding:0;list-style:none}ul ul{margin-inline-start:10px;padding-inline-start:var(--ht-space-4);border-inline-start:2px solid var(--ht-line)}li{padding-block:4px;line-height:1.4;overflow-wrap:anywhere}a{display:inline-flex;align-items:center;min-block-size:48px;color:var(--ht-accent)}small{display:block;font-size:var(--ht-size-14);color:var(--ht-text-2)}.row{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center}.row > div{flex:1 1 10em}[aria-current]{font-weight:600}`]}render(){return i`${this.renderDiary()} ${this.renderVersions()} ${this.past.tree===null?c:this.renderTree(this.past.tree)}
<ht-failure .text=${this.reason}></ht-failure>`}renderDiary(){let{locale:e,past:t}=this,n=t.ratings.filter(({dimension:e})=>e===`overall`);return i`<section>
<h2>${e.t(`diary`)}</h2>
<ht-stars-input .locale=${e} @change=${e=>this.change(`rate_recipe`,{stars:e.detail})}
></ht-stars-input>
${n.length>0?i`<ul>
${n.map(t=>i`<li>
${t.person}: ${fe(e,t.stars)} ★
${t.words?i`<small>${t.words}</small>`:c}
</li>`)}
</ul>`:c}
${t.diary.length===0?i`<p>${e.t(`diary_none`)}</p>`:i`<ul>
${t.diary.slice(0,60).map(t=>{let n=[`recipes`,this.recipe,`as`,`${t.version}`];return i`<li>
<a href=${this.href(...n)} @click=${e=>x(e,()=>this.navigate(n))}
>${C(e,t.cooked_at)}${t.cook?`, ${t.cook}`:``}</a
>
${t.words?i`<small>${t.words}</small>`:c}
</li>`})}
</ul>`}
<ht-button .icon=${f} label=${e.t(`diary_add`)} @click=${()=>this.change(`log_cooking`,{})}
></ht-button>
</section>`}renderVersions(){let{locale:e,past:t}=this;return i`<section>
<h2>${e.t(`versions`)}</h2>
<ul>
${[...t.versions].reverse().map(n=>i`<li class="row">
<div>
<a href=${this.href(`recipes`,this.recipe,`as`,`${n.version}`)} aria-current=${n.version===t.version?`true`:c} @click=${e=>x(e,()=>this.navigate([`recipes`,this.recipe,`as`,`${n.version}`]))}
>${e.t(`version_number`,{version:n.version})}</a
>
<small>${[C(e,n.created_at),n.author,n.reason].filter(Boolean).join(` · `)}</small>
</div>
${n.version>1?i`<ht-button label=${e.t(`version_changes`)} .pressed=${this.compared===n.version} @click=${()=>this.compare(n.version)}
></ht-button>`:c}
${n.version===t.version?c:i`<ht-button label=${e.t(`version_restore`)} @click=${()=>this.change(`restore_recipe_version`,{version:n.version})}
></ht-button>`}
</li>
${this.compared===n.version&&this.difference!==null?i`<li><ht-difference .locale=${e} .difference=${this.difference}></ht-difference></li>`:c}`)}
</ul>
</section>`}renderTree(e){return i`<section>
<h2>${this.locale.t(`family_tree`)}</h2>
<ul>
${this.renderNode(e,0)}
</ul>
</section>`}renderNode(e,t){let{locale:n}=this,{descent:r}=e,a=[r?.person,r?.year?`${r.year}`:``,r?.place,r?.reason],o=[`recipes`,e.id];return i`<li>
<a href=${this.href(...o)} aria-current=${e.id===this.recipe?`true`:c} @click=${e=>x(e,()=>this.navigate(o))}
>${e.name}</a
>
${a.some(Boolean)?i`<small>${a.filter(Boolean).join(`, `)}</small>`:c}
${e.children.length>0&&t<40?i`<ul aria-label=${n.t(`family_of`,{name:e.name})}>
${e.children.map(e=>this.renderNode(e,t+1))}
</ul>`:c}
</li>`}async compare(e){if(this.compared===e)this.compared=0;else try{this.difference=await v(this.hass,`recipe/difference`,{recipe:this.recipe,before:e-1,after:e}),this.compared=e}catch(e){await this.failed(e)}}async change(e,t){this.reason=``;try{await y(this.hass,e,{recipe:this.recipe,...t}),this.dispatchEvent(new Event(`changed`))}catch(e){await this.failed(e)}}async failed(e){this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})}};_([p({attribute:!1})],L.prototype,`hass`,void 0),_([p({attribute:!1})],L.prototype,`locale`,void 0),_([p()],L.prototype,`recipe`,void 0),_([p({attribute:!1})],L.prototype,`past`,void 0),_([p({attribute:!1})],L.prototype,`href`,void 0),_([p({attribute:!1})],L.prototype,`navigate`,void 0),_([s()],L.prototype,`difference`,void 0),_([s()],L.prototype,`compared`,void 0),_([s()],L.prototype,`reason`,void 0),L=_([m(`ht-past`)],L);var bt=[`contains`,`may_contain`,`not_checked`,`free_of`];function xt({results:e}){let t=e.filter(({need:e})=>e!==`dislike`),n=e.filter(({need:e,standing:t})=>e===`dislike`&&t===`contains`);return[...t].sort((e,t)=>bt.indexOf(e.standing)-bt.indexOf(t.standing))[0]?.standing!==`free_of`&&t.length>0?[...t].sort((e,t)=>bt.indexOf(e.standing)-bt.indexOf(t.standing))[0]:n[0]??t[0]}var R=class extends n{constructor(...e){super(...e),this.people=[],this.opened=null}static{this.styles=[h,l` :host{display:block}.people{display:flex;flex-wrap:wrap;gap:var(--ht-space-2)}button{display:inline-flex;align-items:center;gap:6px;min-block-size:48px;padding:6px 14px 6px 10px;border:1px solid var(--ht-line);border-radius:24px;font:inherit;font-size:var(--ht-size-14);line-height:1.3;text-align:start;color:var(--ht-text);background:transparent;cursor:pointer;--ht-icon-size:20px}button[data-tone="good"] ht-icon{color:var(--ht-good)}button[data-tone="bad"]{border-color:var(--ht-fault)}button[data-tone="bad"] ht-icon{color:var(--ht-fault-text)}button[data-tone="unsure"]{border-style:dashed;border-color:var(--ht-outline)}h3{margin:var(--ht-space-3) 0 0;font-size:var(--ht-size-16);font-weight:500;line-height:1.35}ul{margin:4px 0;padding-inline-start:var(--ht-space-4);line-height:1.45;overflow-wrap:anywhere}`]}render(){let{locale:e}=this,t=this.people.filter(({results:e})=>e.length>0),n=this.people.find(({id:e})=>e===this.opened);return i`<div class="people" role="group" aria-label=${e.t(`verdicts`)}>
${t.map(e=>this.renderPerson(e))}
</div>
<ht-sheet .open=${n!==void 0} heading=${n?.name??``} .closeLabel=${e.t(`close`)} @closed=${()=>{this.opened=null}}
>
${n===void 0?c:n.results.map(e=>i`<h3>${this.words(e)}</h3>
<ul>
${e.reasons.slice(0,12).map(e=>i`<li>${this.reason(e)}</li>`)}
</ul>`)}
</ht-sheet>`}renderPerson(e){let t=xt(e),n=t?.standing??`free_of`,r=t?.need===`dislike`&&n===`contains`,a=r?`unsure`:n===`free_of`?`good`:n===`contains`||e.harms?`bad`:`unsure`,o=a===`good`?je:n===`contains`&&!r?Oe:n===`not_checked`?Xe:Ie,s=t===void 0||n===`free_of`?this.locale.t(`verdict_fits`):this.words(t);return i`<button type="button" data-tone=${a} aria-haspopup="dialog" @click=${()=>{this.opened=e.id}}
>
<ht-icon .path=${o}></ht-icon><span><b>${e.name}</b>: ${s}</span>
</button>`}words({need:e,code:t,standing:n}){let{locale:r}=this,i=e===`allergen`?this.code(`allergen_${t}`,t):e===`diet`?this.code(`diet_${t}`,t):t;return e===`diet`?r.t(`verdict_diet_${n}`,{what:i}):e===`dislike`?r.t(n===`contains`?`verdict_dislikes`:`verdict_no_dislike`,{what:i}):r.t(`verdict_${n}`,{what:i})}code(e,t){let n=this.locale.t(e);return n===e?t.replaceAll(`_`,` `):n}reason({why:e,line:t,what:n,amount:r,limit:i,unit:a}){let{locale:o}=this;if(r!==null&&i!==null)return o.t(`why_amount`,{what:this.code(`nutrient_${n.toLowerCase()}`,n),amount:`${S(o,r)} ${a}`,limit:`${S(o,i)} ${a}`});let s=o.t(`why_${e}`,{line:t,what:n.replaceAll(`_`,` `)});return s===`why_${e}`?[t,n].filter(Boolean).join(`: `):s}};_([p({attribute:!1})],R.prototype,`locale`,void 0),_([p({attribute:!1})],R.prototype,`people`,void 0),_([s()],R.prototype,`opened`,void 0),R=_([m(`ht-verdicts`)],R);function St({locale:e,page:t,past:n,people:r,openToday:a,actions:o}){let{recipe:s}=t,l=t.pictures.find(({role:e,media_type:t})=>e===`cover`&&t.startsWith(`image/`));return i`<header class=${l===void 0?`head plain`:`head`}>
${l===void 0?c:i`<ht-picture wide .cover=${l} .name=${s.name} .alt=${l.caption}></ht-picture>`}
<div class="title">
${t.newest===(s.version??1)?c:Ct(e,s,n,a)}
<h1>${s.name}</h1>
${wt(e,s,n)}
<div class="facts">${Tt(e,s,n)}</div>
<ht-verdicts .locale=${e} .people=${r}></ht-verdicts>
<div class="actions">${o}</div>
</div>
</header>`}function Ct(e,t,n,r){let a=t.version??1,o=n?.diary.find(e=>e.version===a);return i`<p class="old" role="status">
${o===void 0?e.t(`version_old`,{version:a}):e.t(`version_cooked`,{version:a,day:C(e,o.cooked_at)})}
<ht-button label=${e.t(`version_today`)} @click=${r}></ht-button>
</p>`}function wt(e,t,n){let r=n?.descent,a=[t.author,r?.person,r?.year,r?.place].filter(Boolean).join(`, `),o=Et(t.source_url);return!a&&!o?c:i`<p class="byline">
${a}${a&&o?` · `:``}${o===null?c:i`<a href=${t.source_url??``} target="_blank" rel="noreferrer noopener">${o}</a>`}
<span class="visually-hidden">${e.t(`recipe_from`)}</span>
</p>`}function Tt(e,t,n){let r=se(e,t.total_time_s??t.cook_time_s),a=n?.ratings.filter(({dimension:e})=>e===`overall`)??[],s=a.reduce((e,t)=>e+t.stars,0)/Math.max(a.length,1),l=n?.diary[0];return i`${r?i`<ht-label .icon=${o} .text=${r}></ht-label>`:c}
${t.prep_time_s?i`<ht-label .icon=${te} .text=${e.t(`time_hands`,{time:se(e,t.prep_time_s)})}></ht-label>`:c}
${a.length>0?i`<ht-label .icon=${qe} .text=${fe(e,s)}></ht-label>`:c}
${l===void 0?c:i`<ht-label .icon=${Se} .text=${e.t(`cooked_last`,{day:C(e,l.cooked_at)})}></ht-label>`}
${(t.keywords??[]).slice(0,8).map(e=>i`<span class="tag">${e}</span>`)}`}function Et(e){if(e===void 0||!/^https?:\/\//i.test(e))return null;try{return new URL(e).hostname.replace(/^www\./,``)}catch{return null}}var Dt=l` :host{display:block;max-inline-size:1180px;margin-inline:auto}.waiting{min-block-size:60vh}.head{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--ht-space-4) var(--ht-space-8);align-items:center}@media (min-width:900px){.head:not(.plain){grid-template-columns:minmax(0,6fr) minmax(0,5fr)}}h1{margin:0;font-family:ui-serif,Georgia,serif;font-size:clamp(var(--ht-size-28),4.2vw,var(--ht-size-40));font-weight:600;line-height:1.15;letter-spacing:-0.01em;overflow-wrap:anywhere;text-wrap:balance}.old{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;margin:0 0 var(--ht-space-2);padding:var(--ht-space-1) var(--ht-space-3);border:1px dashed var(--ht-outline);border-radius:12px;line-height:1.35}.byline{margin:var(--ht-space-2) 0 0;color:var(--ht-text-2);overflow-wrap:anywhere}.byline a{color:var(--ht-accent)}.facts{display:flex;flex-wrap:wrap;gap:4px var(--ht-space-4);align-items:center;margin-block:var(--ht-space-3)}.tag{padding:2px 10px;border-radius:12px;font-size:var(--ht-size-14);line-height:1.5;color:var(--ht-text-2);background:color-mix(in srgb,var(--ht-text) 7%,transparent);overflow-wrap:anywhere}.actions{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-start:var(--ht-space-4)}.story{max-inline-size:66ch;margin:var(--ht-space-6) 0 0;font-family:ui-serif,Georgia,serif;font-size:calc(18px * var(--ht-scale));line-height:1.65}.story p{margin:0 0 var(--ht-space-3);white-space:pre-line;overflow-wrap:anywhere}.story .lead{font-style:italic;color:var(--ht-text-2)}.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--ht-space-6) var(--ht-space-8);margin-block-start:var(--ht-space-6)}@media (min-width:900px){.columns{grid-template-columns:minmax(280px,360px) minmax(0,1fr)}.ingredients{position:sticky;inset-block-start:72px;align-self:start;max-block-size:calc(100vh - 88px);padding-inline-end:var(--ht-space-2);overflow-y:auto;scrollbar-width:thin}}h2{margin:0 0 var(--ht-space-2);font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-24);font-weight:600;line-height:1.3}.scale{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;min-block-size:56px}.units{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block:var(--ht-space-4)}.tip{max-inline-size:66ch;padding:var(--ht-space-3) var(--ht-space-4);border-radius:12px;line-height:1.5;background:color-mix(in srgb,var(--ht-heat-1) 22%,transparent);white-space:pre-line;overflow-wrap:anywhere}.more{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--ht-space-6) var(--ht-space-8);margin-block-start:var(--ht-space-8);padding-block-start:var(--ht-space-6);border-block-start:1px solid var(--ht-line)}@media (min-width:900px){.more{grid-template-columns:minmax(280px,360px) minmax(0,1fr)}}.bar{position:sticky;inset-block-end:var(--ht-nav-height,0px);z-index:1;display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center;justify-content:space-between;margin:var(--ht-space-6) calc(-1 * var(--ht-space-2)) calc(-1 * var(--ht-space-2));padding:var(--ht-space-2);border-block-start:1px solid var(--ht-line);background:var(--ht-surface)}:host([narrow]) ht-picture{margin:calc(-1 * var(--ht-space-2)) calc(-1 * var(--ht-space-2)) 0;border-radius:0 0 24px 24px}:host([narrow]) .actions ht-button[kind="primary"]{display:none}`,Ot=500,kt=10,At=class{constructor(e){this.pressed=e,this.timer=0,this.x=0,this.y=0,this.start=e=>{e.button===0&&(this.stop(),this.x=e.clientX,this.y=e.clientY,this.timer=window.setTimeout(()=>{this.timer=0,this.pressed()},Ot))},this.move=e=>{Math.hypot(e.clientX-this.x,e.clientY-this.y)>kt&&this.stop()},this.stop=()=>{window.clearTimeout(this.timer),this.timer=0}}},z=class extends n{constructor(...e){super(...e),this.lines=[],this.fixed=[],this.scaled=!1,this.notes=[],this.people=[]}static{this.styles=[h,l` h3{margin:var(--ht-space-4) 0 var(--ht-space-1);font-size:var(--ht-size-14);font-weight:600;line-height:1.35;letter-spacing:0.04em;color:var(--ht-accent);overflow-wrap:anywhere}ul{margin:0;padding:0;list-style:none}li{display:grid;grid-template-columns:1fr auto;align-items:center;min-block-size:48px;border-block-end:1px solid var(--ht-line);touch-action:manipulation}.text{min-inline-size:0;padding-block:4px;line-height:1.35;overflow-wrap:anywhere;-webkit-touch-callout:none}.stays{display:block;font-size:var(--ht-size-12);line-height:1.25;color:var(--ht-text-2)}.harm{display:flex;gap:4px;align-items:center;font-size:var(--ht-size-14);color:var(--ht-fault-text);--ht-icon-size:16px}ht-notes{grid-column:1 / -1;margin-block-end:var(--ht-space-2)}ht-button{color:var(--ht-text-2);--ht-icon-size:20px}`]}render(){let e,t=[];return this.lines.forEach((n,r)=>{(t.length===0||n.section!==e)&&t.push({section:n.section,rows:[]}),e=n.section,t.at(-1)?.rows.push(this.renderLine(n,r))}),t.map(({section:e,rows:t})=>i`${e?i`<h3>${e}</h3>`:c}
<ul>
${t}
</ul>`)}renderLine(e,t){let{locale:n}=this,r=this.notes.filter(e=>e.part===`ingredient`&&e.line===t),a=new At(()=>this.opened(t)),o=this.people.filter(({results:t})=>t.some(({standing:t,need:n,reasons:r})=>t===`contains`&&n!==`dislike`&&r.some(t=>t.line!==``&&e.text.includes(t.line)))).map(({name:e})=>e);return i`<li @pointerdown=${a.start} @pointermove=${a.move} @pointerup=${a.stop} @pointercancel=${a.stop} @pointerleave=${a.stop}
>
<span class="text"
>${e.text}${this.fixed.includes(t)?i`<span class="stays" style=${this.scaled?``:`visibility:hidden`}>${n.t(`line_stays`)}</span>`:c}
${o.length>0?i`<span class="harm"
><ht-icon .path=${Oe}></ht-icon>${n.t(`not_for`,{names:o.join(`, `)})}</span
>`:c}</span
>
<ht-button
compact
bare .icon=${E} label=${n.t(`line_more`,{line:e.text.slice(0,80)})} @click=${()=>this.opened(t)}
></ht-button>
${r.length>0?i`<ht-notes .locale=${n} .notes=${r}></ht-notes>`:c}
</li>`}opened(e){this.dispatchEvent(new CustomEvent(`line`,{detail:{part:`ingredient`,line:e}}))}};_([p({attribute:!1})],z.prototype,`locale`,void 0),_([p({attribute:!1})],z.prototype,`lines`,void 0),_([p({attribute:!1})],z.prototype,`fixed`,void 0),_([p({type:Boolean})],z.prototype,`scaled`,void 0),_([p({attribute:!1})],z.prototype,`notes`,void 0),_([p({attribute:!1})],z.prototype,`people`,void 0),z=_([m(`ht-recipe-lines`)],z);var B=class extends n{constructor(...e){super(...e),this.steps=[],this.marks=[],this.scaled=!1,this.notes=[],this.pictures=[]}static{this.styles=[h,l` :host{display:block;container-type:inline-size}h3{margin:var(--ht-space-6) 0 var(--ht-space-2);font-size:var(--ht-size-14);font-weight:600;line-height:1.35;letter-spacing:0.04em;color:var(--ht-accent);overflow-wrap:anywhere}ol{margin:0;padding:0;list-style:none}li{display:grid;grid-template-columns:44px minmax(0,66ch) auto;gap:0 var(--ht-space-2);margin-block-end:var(--ht-space-4)}.number{font-family:ui-serif,Georgia,serif;font-size:var(--ht-size-28);line-height:1.2;color:var(--ht-accent)}.text{margin:0;font-size:calc(18px * var(--ht-scale));line-height:1.6;white-space:pre-line;overflow-wrap:anywhere}mark{color:inherit;background:color-mix(in srgb,var(--ht-heat-2) 22%,transparent);text-decoration:underline dotted}ins{font-size:var(--ht-size-14);font-weight:600;line-height:24px;color:var(--ht-heat-text);text-decoration:none}.facts{display:flex;flex-wrap:wrap;gap:4px var(--ht-space-3);grid-column:2}img{grid-column:2;inline-size:100%;max-inline-size:480px;margin-block-start:var(--ht-space-2);border-radius:16px}ht-notes{grid-column:2;margin-block-start:var(--ht-space-2)}@container (min-width:800px){li{grid-template-columns:44px minmax(0,66ch) auto minmax(160px,240px)}ht-notes{grid-area:1 / 4 / span 3 / 5;margin:0}}@container (max-width:420px){li{grid-template-columns:28px minmax(0,1fr) auto}.number{font-size:var(--ht-size-20);line-height:1.5}}ht-button{margin-block-start:-8px;color:var(--ht-text-2);--ht-icon-size:20px}`]}render(){let e=[],t;return this.steps.forEach((n,r)=>{n.section&&n.section!==t&&e.push(i`<li style="display:block"><h3>${n.section}</h3></li>`),t=n.section,e.push(this.renderStep(n,r))}),i`<ol>
${e}
</ol>`}renderStep(e,n){let{locale:r}=this,a=this.marks.find(e=>e.step===n),o=this.notes.filter(e=>e.part===`step`&&e.line===n),s=new At(()=>this.opened(n)),l=this.pictures.find(({hash:t})=>t===e.picture),u=he(r,e),ee=ve(r,e),d=e=>this.scaled&&e?``:`visibility:hidden`;return i`<li>
<span class="number" aria-hidden="true">${r.number(n+1)}</span>
<p class="text" @pointerdown=${s.start} @pointermove=${s.move} @pointerup=${s.stop} @pointercancel=${s.stop} @pointerleave=${s.stop}
><span class="visually-hidden">${r.t(`step_number`,{step:n+1})} </span>${this.scaled?jt(e.text,a):e.text}</p>
<ht-button
compact
bare .icon=${E} label=${r.t(`step_more`,{step:n+1})} @click=${()=>this.opened(n)}
></ht-button>
${l===void 0?c:i`<img src=${de(l.url,960)} alt=${l.caption} loading="lazy" />`}
<div class="facts">
${ee?i`<ht-label .icon=${He} .text=${ee}></ht-label>`:c}
${u?i`<ht-label .icon=${e.goal?.type===`human`?te:t} .text=${u}></ht-label>`:c}
${a?.amounts.map(({start:t,end:n,scaled:r})=>i`<ins style=${d(!0)}>${V(e.text,t,n)} → ${r}</ins>`)}
${a?.timed?i`<ht-label style=${d(a.time)} tone="heat" .icon=${Ie} .text=${r.t(`mark_time`)}></ht-label>`:c}
${a?.tin?i`<ht-label style=${d(!0)} tone="heat" .icon=${xe} .text=${r.t(`mark_tin`)}></ht-label>`:c}
</div>
${o.length>0?i`<ht-notes .locale=${r} .notes=${o}></ht-notes>`:c}
</li>`}opened(e){this.dispatchEvent(new CustomEvent(`line`,{detail:{part:`step`,line:e}}))}};_([p({attribute:!1})],B.prototype,`locale`,void 0),_([p({attribute:!1})],B.prototype,`steps`,void 0),_([p({attribute:!1})],B.prototype,`marks`,void 0),_([p({type:Boolean})],B.prototype,`scaled`,void 0),_([p({attribute:!1})],B.prototype,`notes`,void 0),_([p({attribute:!1})],B.prototype,`pictures`,void 0),B=_([m(`ht-recipe-steps`)],B);function V(e,t,n){return[...e].slice(t,n).join(``)}function jt(e,t){if(t===void 0||t.amounts.length===0)return e;let n=[],r=0;for(let{start:a,end:o}of t.amounts)a<r||(n.push(V(e,r,a)),n.push(i`<mark>${V(e,a,o)}</mark>`),r=o);return n.push(V(e,r)),n}var Mt=1e3;function Nt(e,t){let n=e<2||e===2&&t<0?.5:1,r=t>0?Math.floor(e/n+1e-6)+1:Math.ceil(e/n-1e-6)-1;return Math.min(Math.max(r*n,.5),Mt)}var H=class extends n{constructor(...e){super(...e),this.value=1,this.unit=``}static{this.styles=[h,l` :host{display:inline-flex;flex-wrap:wrap;align-items:center;gap:var(--ht-space-1);min-inline-size:0}ht-button{flex:none}input{inline-size:calc(3.6ch + 16px);min-block-size:48px;padding:4px;border:1px solid transparent;border-radius:12px;font:inherit;font-size:var(--ht-size-20);font-weight:500;font-variant-numeric:tabular-nums;text-align:center;color:var(--ht-text);background:transparent}input:hover,input:focus{border-color:var(--ht-line)}.unit{min-inline-size:0;margin-inline-end:var(--ht-space-1);font-size:var(--ht-size-14);line-height:1.2;color:var(--ht-text-2);overflow-wrap:anywhere}`]}render(){let{locale:e,value:t,unit:n}=this;return i`<ht-button
compact .icon=${We} label=${e.t(`fewer`)} ?disabled=${t<=.5} @click=${()=>this.set(Nt(t,-1))}
></ht-button>
<input inputmode="decimal" aria-label=${n} .value=${_e(e,t)} @change=${()=>this.typed()} @focus=${()=>this.input.select()}
/>
<ht-button compact .icon=${r} label=${e.t(`more`)} @click=${()=>this.set(Nt(t,1))}></ht-button>
${n?i`<span class="unit">${n}</span>`:c}`}typed(){let e=Number.parseFloat(this.input.value.replace(`,`,`.`).replace(`½`,`.5`).replace(`¼`,`.25`));Number.isFinite(e)&&e>0&&e<Mt?this.set(e):this.input.value=_e(this.locale,this.value)}set(e){this.value=e,this.dispatchEvent(new CustomEvent(`change`,{detail:e}))}};_([p({attribute:!1})],H.prototype,`locale`,void 0),_([p({type:Number})],H.prototype,`value`,void 0),_([p()],H.prototype,`unit`,void 0),_([a(`input`)],H.prototype,`input`,void 0),H=_([m(`ht-scale-bar`)],H);var Pt=2.54;function Ft(e,t){let n=/cm/i.test(e)?1:/in|["”″]/i.test(e)||t?Pt:1;return(e.match(/\d+(?:[.,]\d+)?/g)??[]).slice(0,2).map(e=>Number.parseFloat(e.replace(`,`,`.`))*n).filter(e=>e>=3&&e<=200)}function It(e){let[t,n]=e;return t===void 0?0:n===void 0?Math.PI*t*t/4:t*n}var U=class extends n{constructor(...e){super(...e),this.tin=null,this.open=!1,this.error=``}static{this.styles=[h,l` form{display:grid;gap:var(--ht-space-4)}`]}render(){let{locale:e,tin:t}=this;return i`<ht-sheet .open=${this.open} heading=${e.t(`scale_to_tin`)} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${this.open?i`<form @submit=${e=>{e.preventDefault(),this.scale()}}
>
<ht-field id="its" .label=${e.t(`tin_its`)} .value=${t?.words??``}></ht-field>
<ht-field id="mine" .label=${e.t(`tin_mine`)} .help=${e.t(e.fahrenheit?`tin_hint_inch`:`tin_hint_cm`)} .error=${this.error}
></ht-field>
<ht-button kind="primary" .icon=${xe} label=${e.t(`scale`)} @click=${()=>this.scale()}></ht-button>
</form>`:c}
</ht-sheet>`}scale(){let e=e=>It(Ft(this.renderRoot.querySelector(e)?.value??``,this.locale.fahrenheit)),[t,n]=[e(`#its`),e(`#mine`)];t===0||n===0?this.error=this.locale.t(`tin_unknown`):(this.error=``,this.dispatchEvent(new CustomEvent(`factor`,{detail:n/t})))}};_([p({attribute:!1})],U.prototype,`locale`,void 0),_([p({attribute:!1})],U.prototype,`tin`,void 0),_([p({type:Boolean})],U.prototype,`open`,void 0),_([s()],U.prototype,`error`,void 0),U=_([m(`ht-tin-sheet`)],U);var Lt=`hearthtech-units`,Rt=`written`;function zt(e){try{let e=localStorage.getItem(Lt);if(e===Rt)return null;if(e===`metric`||e===`us`)return e}catch{}return e.fahrenheit?`us`:`metric`}function Bt(e){try{localStorage.setItem(Lt,e??Rt)}catch{}}var W=class extends n{constructor(...e){super(...e),this.connected=!0,this.narrow=!1,this.recipe=``,this.version=0,this.collections=[],this.reason=``,this.gone=!1,this.place=null,this.tinOpen=!1,this.actionsOpen=!1,this.beside=!1,this.data=new lt(()=>this.hass,()=>this.requestUpdate(),(e,t)=>this.failed(e,t)),this.cook=()=>{let e=this.data.page?.servings!==null&&this.data.page?.servings!==void 0?[`${G(this.data.servings*this.data.factor)}`]:[];this.navigate([`cook`,`recipe`,this.recipe,...e])}}static{this.styles=[h,Dt]}willUpdate(e){(e.has(`recipe`)||e.has(`version`))&&(this.data.reset(zt(this.locale)),this.beside=this.gone=!1,this.read())}async read(){this.reason=``,await this.data.read(this.recipe,this.version)}get unit(){let e=this.data.page?.recipe.yields;return this.data.page?.servings!==null&&this.data.page?.servings!==void 0?this.locale.t(`servings`):e?.unit&&e.unit!==`servings`?e.unit:this.locale.t(`times_the_recipe`)}render(){let{locale:e}=this,{page:t}=this.data;if(this.gone)return i`<ht-empty-state .icon=${ze} heading=${e.t(`recipe_gone`)} text=${e.t(`recipe_gone_text`)}>
<ht-button kind="primary" label=${e.t(`to_shelf`)} @click=${()=>this.navigate([`recipes`])}></ht-button>
</ht-empty-state>`;if(t===null)return this.reason?i`<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.read()}></ht-failure>`:i`<div class="waiting" role="status"><span class="visually-hidden">${e.t(`loading`)}</span></div>`;let n=this.data.scaled??t,r=t.notes.filter(({part:e})=>e===`recipe`||e===`story`);return i`<article @remove=${e=>this.removeNote(e.detail)}>
${St({locale:e,page:t,past:this.data.past,people:this.data.people,openToday:()=>this.navigate([`recipes`,t.recipe.id]),actions:this.renderActions()})}
${t.recipe.story||t.recipe.description||r.length>0?i`<section class="story">
${t.recipe.description?i`<p class="lead">${t.recipe.description}</p>`:c}
${t.recipe.story?i`<p>${t.recipe.story}</p>`:c}
<ht-notes .locale=${e} .notes=${r}></ht-notes>
</section>`:c}
${this.beside&&this.data.past?.original?i`<ht-original .hass=${this.hass} .locale=${e} .recipe=${t.recipe.id} .original=${this.data.past.original}></ht-original>`:c}
<div class="columns">
<section class="ingredients" aria-labelledby="ingredients">
<h2 id="ingredients">${e.t(`ingredients`)}</h2>
<div class="scale">
<ht-scale-bar .locale=${e} .value=${G(this.data.servings*this.data.factor)} .unit=${this.unit} @change=${e=>this.scaleTo(e.detail/this.data.servings)}
></ht-scale-bar>
${t.tin===null?c:i`<ht-button
compact .icon=${xe} label=${e.t(`scale_to_tin`)} @click=${()=>{this.tinOpen=!0}}
></ht-button>`}
<ht-button
compact style=${this.data.factor===1?`visibility:hidden`:``} .icon=${Ke} label=${e.t(`scale_reset`)} @click=${()=>this.scaleTo(1)}
></ht-button>
</div>
<ht-recipe-lines .locale=${e} .lines=${n.recipe.ingredients??[]} .fixed=${n.fixed} ?scaled=${n.factor!==1} .notes=${t.notes} .people=${this.data.people} @line=${e=>this.open(e.detail)}
></ht-recipe-lines>
<div class="units" role="group" aria-label=${e.t(`units`)}>
${[null,`metric`,`us`].map(t=>i`<ht-chip .label=${e.t(t===null?`units_written`:`units_${t}`)} ?selected=${this.data.units===t} @click=${()=>this.convert(t)}
></ht-chip>`)}
</div>
${(t.recipe.equipment??[]).length>0?i`<h2>${e.t(`field_equipment`)}</h2>
<p>${t.recipe.equipment?.join(`, `)}</p>`:c}
</section>
<section class="steps" aria-labelledby="steps">
<h2 id="steps">${e.t(`steps`)}</h2>
<ht-recipe-steps .locale=${e} .steps=${n.recipe.steps??[]} .marks=${n.marks} ?scaled=${n.factor!==1} .notes=${t.notes} .pictures=${t.pictures} @line=${e=>this.open(e.detail)}
></ht-recipe-steps>
${(t.recipe.notes??[]).map(e=>i`<p class="tip">${e}</p>`)}
</section>
</div>
<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.read()}></ht-failure>
<div class="more">
<section>
<h2>${e.t(`nutrition`)}</h2>
<ht-nutrition .hass=${this.hass} .locale=${e} .recipe=${t.recipe.id} .version=${t.recipe.version??1}
></ht-nutrition>
</section>
${this.data.past===null?c:i`<ht-past .hass=${this.hass} .locale=${e} .recipe=${t.recipe.id} .past=${this.data.past} .href=${this.href} .navigate=${this.navigate} @changed=${()=>this.read()}
></ht-past>`}
</div>
${this.renderBar()} ${this.renderSheets(t)}
</article>`}renderActions(){let{locale:e}=this;return i`<ht-button kind="primary" .icon=${u} label=${e.t(`cook`)} @click=${this.cook}></ht-button>
${this.renderMark(`favorites`,we,Ne)}
${this.renderMark(`to_try`,Te,Fe)}
${this.data.past?.original?i`<ht-button
compact .icon=${Ve} label=${e.t(`original`)} .pressed=${this.beside} @click=${()=>{this.beside=!this.beside}}
></ht-button>`:c}
<ht-button
compact .icon=${E} label=${e.t(`recipe_more`)} @click=${()=>{this.actionsOpen=!0}}
></ht-button>`}renderMark(e,t,n){let r=this.collections.find(t=>t.id===e)?.recipes?.includes(this.recipe)??!1;return i`<ht-button
compact .icon=${r?t:n} label=${this.locale.t(e)} .pressed=${r} @click=${()=>this.dispatchEvent(new CustomEvent(`collect`,{detail:{collection:e,recipe:this.recipe,add:!r}}))}
></ht-button>`}renderBar(){return this.narrow?i`<div class="bar">
<ht-button kind="primary" .icon=${u} label=${this.locale.t(`cook`)} @click=${this.cook}></ht-button>
<ht-scale-bar .locale=${this.locale} .value=${G(this.data.servings*this.data.factor)} .unit=${this.unit} @change=${e=>this.scaleTo(e.detail/this.data.servings)}
></ht-scale-bar>
</div>`:c}renderSheets(e){let{locale:t,place:n}=this,r=(this.data.scaled??e).recipe,a=n===null||n.line===null?``:(n.part===`ingredient`?r.ingredients:r.steps)?.[n.line]?.text??``;return i`<ht-line-sheet .hass=${this.hass} .locale=${t} .recipe=${e.recipe.id} .version=${e.recipe.version??1} .place=${n} .text=${a} @closed=${()=>{this.place=null}} @written=${()=>{this.place=null,this.read()}} @factor=${e=>{this.place=null,this.scaleTo(e.detail)}}
></ht-line-sheet>
<ht-tin-sheet .locale=${t} .tin=${e.tin} .open=${this.tinOpen} @closed=${()=>{this.tinOpen=!1}} @factor=${e=>{this.tinOpen=!1,this.scaleTo(e.detail)}}
></ht-tin-sheet>
<ht-actions-sheet .hass=${this.hass} .locale=${t} .page=${e} .factor=${this.data.factor} .servings=${G(this.data.servings*this.data.factor)} .units=${this.data.units} .collections=${this.collections} .open=${this.actionsOpen} @closed=${()=>{this.actionsOpen=!1}} @note=${()=>{this.actionsOpen=!1,this.open({part:`recipe`,line:null})}} @edit=${()=>this.navigate([`recipes`,e.recipe.id,`edit`])} @erase=${()=>this.erase(e.recipe)} @done=${()=>this.read()}
></ht-actions-sheet>`}open(e){this.place=e}scaleTo(e){!Number.isFinite(e)||e<=0||e>=1e3||(this.reason=``,this.data.scale({factor:e}))}convert(e){Bt(e),this.reason=``,this.data.scale({units:e})}async removeNote(e){try{await y(this.hass,`remove_note`,{note:e}),await this.read(),this.offerUndo(this.locale.t(`note_removed`))}catch(e){this.failed(e,!1)}}async erase(e){try{await y(this.hass,`erase_recipe`,{recipe:e.id}),this.navigate([`recipes`]),this.offerUndo(this.locale.t(`recipe_erased`,{name:e.name}))}catch(e){this.failed(e,!1)}}offerUndo(e){let{hass:t,locale:n,recipe:r}=this;ae(t,n,{message:e,label:n.t(`undo`),undo:async()=>{await y(t,`undo_recipe_change`,{recipe:r}),this.isConnected&&await this.read()}})}failed(e,t){let n=e?.translation_key;t&&n===`kitchen_recipe_not_found`?this.gone=!0:b(this.hass,this.locale,e).then(e=>{this.reason=this.locale.t(`failed`,{reason:e})})}};_([p({attribute:!1})],W.prototype,`hass`,void 0),_([p({attribute:!1})],W.prototype,`locale`,void 0),_([p({type:Boolean})],W.prototype,`connected`,void 0),_([p({type:Boolean,reflect:!0})],W.prototype,`narrow`,void 0),_([p()],W.prototype,`recipe`,void 0),_([p({type:Number})],W.prototype,`version`,void 0),_([p({attribute:!1})],W.prototype,`collections`,void 0),_([p({attribute:!1})],W.prototype,`href`,void 0),_([p({attribute:!1})],W.prototype,`navigate`,void 0),_([s()],W.prototype,`reason`,void 0),_([s()],W.prototype,`gone`,void 0),_([s()],W.prototype,`place`,void 0),_([s()],W.prototype,`tinOpen`,void 0),_([s()],W.prototype,`actionsOpen`,void 0),_([s()],W.prototype,`beside`,void 0),W=_([m(`ht-recipe-page`)],W);function G(e){return Math.round(e*100)/100}var Vt=[{to:`import`,title:`add_link`,text:`add_link_text`,icon:Me},{to:`import/paste`,title:`add_paste`,text:`add_paste_text`,icon:Ee},{to:`import/photo`,title:`add_photo`,text:`add_photo_text`,icon:$e},{to:`import/file`,title:`add_archive`,text:`add_archive_text`,icon:Pe},{to:`recordings`,title:`add_record`,text:`add_record_text`,icon:u},{to:`new`,title:`add_write`,text:`add_write_text`,icon:Ye}],K=class extends n{constructor(...e){super(...e),this.open=!1}static{this.styles=[h,l` button{display:flex;gap:var(--ht-space-4);align-items:center;inline-size:100%;min-block-size:64px;padding:var(--ht-space-2);border:0;border-radius:12px;font:inherit;text-align:start;color:var(--ht-text);background:transparent;cursor:pointer}button:hover{background:color-mix(in srgb,var(--ht-text) 6%,transparent)}ht-icon{color:var(--ht-accent)}strong{display:block;font-weight:500;line-height:1.35}span span{font-size:var(--ht-size-14);line-height:1.35;color:var(--ht-text-2)}`]}render(){let{locale:e}=this;return i`<ht-sheet .open=${this.open} heading=${e.t(`recipe_add`)} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${Vt.map(({to:t,title:n,text:r,icon:a})=>i`<button type="button" @click=${()=>this.dispatchEvent(new CustomEvent(`chosen`,{detail:t}))}
>
<ht-icon .path=${a}></ht-icon>
<span><strong>${e.t(n)}</strong><span>${e.t(r)}</span></span>
</button>`)}
</ht-sheet>`}};_([p({attribute:!1})],K.prototype,`locale`,void 0),_([p({type:Boolean})],K.prototype,`open`,void 0),K=_([m(`ht-add-sheet`)],K);var q=class extends n{constructor(...e){super(...e),this.words=``,this.collection=null,this.open=!1,this.reason=``}static{this.styles=[h,l` .part{display:grid;gap:var(--ht-space-2);margin-block-end:var(--ht-space-4)}p{margin:0;font-size:var(--ht-size-14);line-height:1.45;color:var(--ht-text-2)}`]}render(){let{locale:e,collection:t}=this,n=t!==null&&t.id!==`favorites`&&t.id!==`to_try`;return i`<ht-sheet .open=${this.open} heading=${t===null?e.t(`book`):n?t.name:e.t(t.id===`favorites`?`favorites`:`to_try`)} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${this.open?i`${this.words.trim()?i`<div class="part">
<ht-field .label=${e.t(`collection_keep_search`)} .value=${this.words.trim()} .maxlength=${80}></ht-field>
<p>${e.t(`collection_search_text`)}</p>
<ht-button .icon=${Te} label=${e.t(`collection_keep_search`)} @click=${()=>this.keep()}></ht-button>
</div>`:c}
<div class="part">
<ht-button .icon=${Le} label=${e.t(`book_print`)} @click=${()=>this.print()}></ht-button>
<p>${e.t(`book_print_text`)}</p>
</div>
${this.hass.user?.is_admin?i`<div class="part">
<ht-button .icon=${ke} label=${e.t(`book_export`)} @click=${()=>this.export()}></ht-button>
<p>${e.t(`book_export_text`)}</p>
</div>`:c}
${n?i`<div class="part">
<ht-button .icon=${T} label=${e.t(`collection_remove`)} @click=${()=>this.discard(t.id)}></ht-button>
</div>`:c}
<ht-failure .text=${this.reason}></ht-failure>`:c}
</ht-sheet>`}keep(){let e=this.renderRoot.querySelector(`ht-field`)?.value.trim()??``;return this.try(()=>g(this.hass,`collection/make`,{name:e,search:this.words.trim().slice(0,200)}))}discard(e){return this.try(async()=>{await g(this.hass,`collection/remove`,{collection:e}),this.dispatchEvent(new Event(`removed`))})}print(){let e=this.collection===null?{}:{collection:this.collection.id};return this.try(()=>pt(()=>v(this.hass,`book/print`,{...e,language:this.locale.language})))}export(){return this.try(async()=>{let{path:e}=await v(this.hass,`book/export`),t=document.createElement(`a`);t.href=e,t.download=`recipes.zip`,t.click()})}async try(e){this.reason=``;try{await e(),this.dispatchEvent(new Event(`closed`))}catch(e){this.reason=this.locale.t(`failed`,{reason:await b(this.hass,this.locale,e)})}}};_([p({attribute:!1})],q.prototype,`hass`,void 0),_([p({attribute:!1})],q.prototype,`locale`,void 0),_([p()],q.prototype,`words`,void 0),_([p({attribute:!1})],q.prototype,`collection`,void 0),_([p({type:Boolean})],q.prototype,`open`,void 0),_([s()],q.prototype,`reason`,void 0),q=_([m(`ht-book-sheet`)],q);var Ht=[`newest`,`name`,`cooked`,`forgotten`],J=class extends n{constructor(...e){super(...e),this.query=w,this.open=!1}static{this.styles=[h,l` section{margin-block-end:var(--ht-space-4)}h3{margin:0 0 var(--ht-space-2);font-size:var(--ht-size-16);font-weight:500}.row{display:flex;gap:var(--ht-space-2);align-items:end}.row ht-field{flex:1}.chips{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);margin-block-start:var(--ht-space-2)}`]}render(){let{locale:e,query:t}=this;return i`<ht-sheet .open=${this.open} heading=${e.t(`filters`)} .closeLabel=${e.t(`close`)} @closed=${()=>this.dispatchEvent(new Event(`closed`))}
>
${this.open?i`${this.renderWords(`with`,`filter_with`,`filter_with_hint`)}
${this.renderWords(`without`,`filter_without`,`filter_without_hint`)}
${this.renderWords(`tags`,`filter_tags`,`filter_tags_hint`)}
<section>
<h3>${e.t(`order`)}</h3>
<div class="chips">
${Ht.map(n=>i`<ht-chip .label=${e.t(`order_${n}`)} ?selected=${t.order===n} @click=${()=>this.change({order:n})}
></ht-chip>`)}
</div>
</section>
${me(t)>0?i`<ht-button label=${e.t(`filters_clear`)} @click=${()=>this.change({...w,text:t.text,order:t.order})}
></ht-button>`:c}`:c}
</ht-sheet>`}renderWords(e,t,n){let{locale:r}=this,a=this.query[e],o=t=>{let n=t.value.trim();t.value=``,n&&!a.includes(n)&&a.length<20&&this.change({[e]:[...a,n]})};return i`<section>
<div class="row">
<ht-field .label=${r.t(t)} .help=${r.t(n)} @change=${e=>o(e.target)}
></ht-field>
</div>
<div class="chips">
${a.map(t=>i`<ht-chip .label=${t} .icon=${ee}
selected @click=${()=>this.change({[e]:a.filter(e=>e!==t)})}
></ht-chip>`)}
</div>
</section>`}change(e){this.dispatchEvent(new CustomEvent(`changed`,{detail:e}))}};_([p({attribute:!1})],J.prototype,`locale`,void 0),_([p({attribute:!1})],J.prototype,`query`,void 0),_([p({type:Boolean})],J.prototype,`open`,void 0),J=_([m(`ht-filter-sheet`)],J);var Y=class extends n{constructor(...e){super(...e),this.href=``}static{this.shadowRootOptions={...n.shadowRootOptions,delegatesFocus:!0}}static{this.styles=[h,l` :host{display:block;min-inline-size:0}a{display:block;border-radius:16px;color:inherit;text-decoration:none}ht-picture{transition:filter var(--ht-quick)}a:hover ht-picture{filter:brightness(calc(1.05 * var(--ht-picture-light,1)))}.name{display:-webkit-box;block-size:calc(2 * 1.3 * var(--ht-size-16));margin-block-start:var(--ht-space-2);overflow:hidden;font-size:var(--ht-size-16);font-weight:500;line-height:1.3;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow-wrap:anywhere}.facts{display:flex;gap:var(--ht-space-3);block-size:calc(1.4 * var(--ht-size-14));margin-block-start:2px;overflow:hidden;font-size:var(--ht-size-14);line-height:1.4;color:var(--ht-text-2);white-space:nowrap;--ht-icon-size:16px}.facts span{display:inline-flex;align-items:center;gap:4px}.empty{aspect-ratio:4 / 3;border-radius:16px;background:color-mix(in srgb,var(--ht-text) 6%,transparent)}`]}render(){let{item:e,locale:t}=this;if(e===void 0)return i`<div class="empty"></div><div class="name"></div><div class="facts"></div>`;let n=se(t,e.total_time_s);return i`<a href=${this.href} @pointerdown=${this.near} @click=${e=>x(e,()=>this.dispatchEvent(new Event(`open`,{bubbles:!0})))}
>
<ht-picture .cover=${e.cover} .name=${e.name}></ht-picture>
<div class="name">${e.name}</div>
<div class="facts">
${n?i`<span><ht-icon .path=${o}></ht-icon>${n}</span>`:c}
${e.stars===null?c:i`<span
><ht-icon .path=${qe}></ht-icon
><span class="visually-hidden">${t.t(`stars_of_five`,{stars:``})}</span>${fe(t,e.stars)}</span
>`}
</div>
</a>`}near(){this.dispatchEvent(new Event(`near`))}};_([p({attribute:!1})],Y.prototype,`item`,void 0),_([p({attribute:!1})],Y.prototype,`locale`,void 0),_([p()],Y.prototype,`href`,void 0),Y=_([m(`ht-recipe-tile`)],Y);var X=class extends n{constructor(...e){super(...e),this.empty=!1,this.total=null,this.samples=[],this.reason=``,this.reading=new ie}static{this.styles=[h,l` :host{display:block}.here{display:flex;flex-wrap:wrap;gap:var(--ht-space-2) var(--ht-space-4);align-items:center;justify-content:space-between;margin-block-start:var(--ht-space-6);padding:var(--ht-space-3) var(--ht-space-4);border:1px solid var(--ht-line);border-radius:12px}p{flex:1 1 220px;margin:0;font-size:var(--ht-size-14);line-height:1.45;color:var(--ht-text-2);overflow-wrap:anywhere}`]}willUpdate(e){e.has(`total`)&&!this.empty&&this.total!==null&&this.read()}render(){let{locale:e,samples:t}=this,n=new Intl.ListFormat(e.language).format(t.map(({name:e})=>e));return i`${this.empty?i`<ht-button .icon=${ze} label=${e.t(`samples_add`)} @click=${()=>this.change(`add`)}></ht-button>`:t.length===0?c:i`<div class="here">
<p>${t.length===1?e.t(`samples_here_one`,{name:n}):e.t(`samples_here`,{names:n})}</p>
<ht-button .icon=${T} label=${e.t(`samples_remove`)} @click=${()=>this.change(`erase`)}></ht-button>
</div>`}
<ht-failure .text=${this.reason}></ht-failure>`}read(){return this.reading.of(v(this.hass,`samples`),({recipes:e})=>{this.samples=e},()=>{this.samples=[]})}async change(e){let{hass:t,locale:n}=this;this.reason=``;let r=[];try{({erased:r=[]}=await g(t,`samples/${e}`))}catch(e){this.reason=n.t(`failed`,{reason:await b(t,n,e)});return}if(e===`add`)return;this.samples=[];let i=r;ae(t,n,{message:n.t(`samples_removed`),label:n.t(`undo`),undo:async()=>{let e=i.map(({id:e})=>y(t,`bring_back_recipe`,{recipe:e})),n=await Promise.allSettled(e);i=i.filter((e,t)=>n[t]?.status===`rejected`);let r=n.find(e=>e.status===`rejected`);if(r!==void 0)throw r.reason}})}};_([p({attribute:!1})],X.prototype,`hass`,void 0),_([p({attribute:!1})],X.prototype,`locale`,void 0),_([p({type:Boolean})],X.prototype,`empty`,void 0),_([p({attribute:!1})],X.prototype,`total`,void 0),_([s()],X.prototype,`samples`,void 0),_([s()],X.prototype,`reason`,void 0),X=_([m(`ht-samples`)],X);function Ut(e,t,n,r,a){let s=(e,t,n,r)=>i`<ht-chip .label=${e} .icon=${t?f:r} ?selected=${t} @click=${()=>a(n)}
></ht-chip>`;return i`<div class="chips" role="group" aria-label=${e.t(`filters`)}>
${s(e.t(`chip_quick`),t.quick,{quick:!t.quick},o)}
${n.map(({id:n,name:r})=>s(e.t(`chip_fits`,{name:r}),t.fits===n,{fits:t.fits===n?``:n},d))}
${s(e.t(`chip_in_house`),t.inHouse,{inHouse:!t.inHouse},Ce)}
${s(e.t(`chip_not_for_month`),t.notForMonth,{notForMonth:!t.notForMonth},Je)}
${r.map(({id:n,name:r})=>s(n===`favorites`||n===`to_try`?e.t(n):r,t.collection===n,{collection:t.collection===n?``:n},n===`favorites`?we:n===`to_try`?Te:Ae))}
</div>`}var Wt=l` :host{display:block}:host([hidden]){display:none}.search{display:flex;flex-wrap:wrap;gap:var(--ht-space-2);align-items:center}.search ht-button{flex:none}.box{position:relative;flex:1 1 8em;min-inline-size:0}.box ht-icon{position:absolute;inset-block:0;inset-inline-start:16px;margin-block:auto;color:var(--ht-text-2);pointer-events:none}input{inline-size:100%;min-block-size:52px;padding:8px 16px 8px 52px;border:1px solid var(--ht-line);border-radius:26px;font:inherit;font-size:max(16px,var(--ht-size-16));color:var(--ht-text);background:var(--ht-surface)}input:dir(rtl){padding:8px 52px 8px 16px}.chips{display:flex;gap:var(--ht-space-2);padding:var(--ht-space-3) 2px}:host(:not([narrow])) .chips{flex-wrap:wrap}:host([narrow]) .chips{overflow-x:auto;scrollbar-width:none}:host([narrow]) .chips > *{flex:none}.count{margin:0 0 var(--ht-space-3);font-size:var(--ht-size-14);line-height:1.35;color:var(--ht-text-2)}.grid{position:relative}.rows{position:absolute;inset-inline:0;display:grid;gap:16px;margin:0;padding:0;list-style:none}li{min-inline-size:0}:host([narrow]) .box ht-icon{display:none}:host([narrow]) input{padding-inline:16px}`,Gt=`hearthtech-shelf-found`,Z=16,Kt=2,qt=30,Q=class extends n{constructor(...e){super(...e),this.connected=!0,this.narrow=!1,this.collections=[],this.shown=!0,this.asked=w,this.people=[],this.firstRow=0,this.lastRow=8,this.columns=4,this.rowHeight=300,this.filtersOpen=!1,this.addOpen=!1,this.bookOpen=!1,this.reason=``,this.data=new le(()=>this.hass,()=>this.dataChanged()),this.observer=new ResizeObserver(()=>this.measure()),this.restoring=null,this.measured=!1,this.inView=60,this.wanted=``,this.scrolled=()=>{this.shown&&this.window()}}static{this.styles=[h,Wt]}connectedCallback(){super.connectedCallback(),window.addEventListener(`scroll`,this.scrolled,{passive:!0});let e=ge();e!==null&&(this.asked=e.query,this.restoring=e),this.search()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`scroll`,this.scrolled),this.observer.disconnect()}firstUpdated(){this.observer.observe(this),v(this.hass,`people/names`).then(e=>{this.people=e},()=>void 0)}willUpdate(e){e.has(`shown`)&&(this.hidden=!this.shown)}updated(e){e.has(`shown`)&&this.shown&&e.get(`shown`)===!1?(this.restoring=ge(),this.measure(),this.restore()):this.measured||this.measure()}search(){this.data.search(this.asked,this.inView)}refresh(){this.search()}leave(e){ce({query:this.asked,y:window.scrollY,focus:e})}render(){let{locale:e,data:t,asked:n}=this,a=me(n);return i`<div class="search" role="search">
<div class="box">
<ht-icon .path=${Ze}></ht-icon>
<input type="search" aria-label=${e.t(`recipe_search`)} placeholder=${e.t(this.narrow?`recipe_search`:`recipe_search_hint`)} maxlength="300" autocomplete="off" enterkeyhint="search" .value=${n.text} @input=${()=>this.ask({text:this.input.value})}
/>
</div>
<ht-button ?compact=${this.narrow} .icon=${be} label=${a===0?e.t(`filters`):e.t(`filters_set`,{count:e.number(a)})} @click=${()=>{this.filtersOpen=!0}}
></ht-button>
<ht-button
compact .icon=${E} label=${e.t(`book`)} @click=${()=>{this.bookOpen=!0}}
></ht-button>
<ht-button kind="primary" ?compact=${this.narrow} .icon=${r} label=${e.t(`recipe_add`)} @click=${()=>{this.addOpen=!0}}
></ht-button>
</div>
${this.isEmpty?c:Ut(e,n,this.people,this.collections,e=>this.ask(e))}
${this.renderFound()}
<ht-failure .text=${this.reason} .retryLabel=${e.t(`retry`)} @retry=${()=>this.refresh()}
></ht-failure>
<ht-filter-sheet .locale=${e} .query=${n} .open=${this.filtersOpen} @closed=${()=>{this.filtersOpen=!1}} @changed=${e=>this.ask(e.detail)}
></ht-filter-sheet>
<ht-add-sheet .locale=${e} .open=${this.addOpen} @closed=${()=>{this.addOpen=!1}} @chosen=${e=>{this.addOpen=!1,this.leave(``);let{detail:t}=e;this.navigate(t===`recordings`?[t]:[`recipes`,...t.split(`/`)])}}
></ht-add-sheet>
<ht-book-sheet .hass=${this.hass} .locale=${e} .words=${n.text} .collection=${this.collections.find(({id:e})=>e===n.collection)??null} .open=${this.bookOpen} @removed=${()=>this.ask({collection:``})} @closed=${()=>{this.bookOpen=!1}}
></ht-book-sheet>
${this.isEmpty?this.renderEmpty():i`<ht-samples .hass=${this.hass} .locale=${e} .total=${t.total}></ht-samples>`}`}get isEmpty(){return this.data.total===0&&ye(this.data.shown??this.asked)}renderFound(){let{locale:e,data:t}=this;if(t.total===null)return i`<p class="count" role="status">${this.reason?``:e.t(`loading`)}</p>`;let n=ye(t.shown??w),r=e.number(t.total),a=t.more?e.t(`recipes_more`,{count:r}):t.total===1?e.t(`recipes_one`):e.t(`recipes_count`,{count:r}),o=t.item(0);return i`<p class="count" role="status">
${t.total===0?n?``:e.t(`recipes_none`):a}
${o?.corrected?i`· ${e.t(`recipes_corrected`)}`:c}
</p>
${t.total===0&&!n?i`<ht-button label=${e.t(`filters_clear`)} @click=${()=>this.ask({...w})}></ht-button>`:c}
<div class="grid" style=${`block-size:${this.rows*(this.rowHeight+Z)}px`}>
<ul class="rows" aria-label=${e.t(`recipes`)} style=${`inset-block-start:${this.firstRow*(this.rowHeight+Z)}px;grid-template-columns:repeat(${this.columns},minmax(0,1fr))`}
>
${this.renderTiles()}
</ul>
</div>`}renderTiles(){let{data:e,columns:t}=this,n=e.total??0,r=this.firstRow*t,a=Math.min((this.lastRow+1)*t,n),o=Array.from({length:Math.max(a-r,0)},(e,t)=>r+t);return ne(o,t=>e.keyOf(t),t=>{let r=e.item(t);return i`<li aria-setsize=${n} aria-posinset=${t+1}>
<ht-recipe-tile .item=${r} .locale=${this.locale} data-id=${r?.id??``} .href=${r===void 0?``:this.href(`recipes`,r.id)} @near=${()=>r&&ot(this.hass,r.id,zt(this.locale))} @open=${()=>r&&this.open(r.id)}
></ht-recipe-tile>
</li>`})}renderEmpty(){let{locale:e}=this,t=e=>this.navigate([`recipes`,...e]);return i`<ht-empty-state .icon=${ze} heading=${e.t(`book_empty`)} text=${e.t(`book_empty_text`)}
>
<ht-button kind="primary" .icon=${Me} label=${e.t(`add_link`)} @click=${()=>t([`import`])}></ht-button>
<ht-button .icon=${Ee} label=${e.t(`add_paste`)} @click=${()=>t([`import`,`paste`])}></ht-button>
<ht-button .icon=${$e} label=${e.t(`add_photo`)} @click=${()=>t([`import`,`photo`])}></ht-button>
<ht-button .icon=${Pe} label=${e.t(`add_archive`)} @click=${()=>t([`import`,`file`])}></ht-button>
<ht-samples .hass=${this.hass} .locale=${e} empty></ht-samples>
</ht-empty-state>`}open(e){this.leave(e),this.navigate([`recipes`,e])}ask(e){this.asked={...this.asked,...e},this.restoring=null,this.wanted=``,pe(),this.search()}dataChanged(){let{error:e}=this.data;e===null?this.reason=``:b(this.hass,this.locale,e).then(e=>{this.reason=this.locale.t(`failed`,{reason:e})}),this.requestUpdate(),this.updateComplete.then(()=>{performance.clearMarks(Gt),performance.mark(Gt,{detail:this.data.shown?.text}),this.window(),this.restore(),this.focusWanted()})}get rows(){return Math.ceil((this.data.total??0)/this.columns)}measure(){let e=this.grid?.clientWidth??this.clientWidth;if(e===0)return;this.measured=this.grid!==null;let t=Number.parseFloat(getComputedStyle(this).getPropertyValue(`--ht-scale`))||1,n=(e<600?150:220)*Math.max(1,t*.8);this.columns=Math.max(1,Math.floor((e+Z)/(n+Z)));let r=(e-Z*(this.columns-1))/this.columns,i=8+41.6*t+2+1.4*14*t;this.rowHeight=Math.ceil(r*.75+i),this.window()}window(){let e=this.grid?.getBoundingClientRect().top;if(e===void 0||!this.shown)return;let t=this.rowHeight+Z,n=Math.max(Math.floor(-e/t)-Kt,0),r=Math.ceil((window.innerHeight-e)/t)+Kt,i=Math.min(r,this.rows-1);this.inView=Math.max(r+1,1)*this.columns,this.firstRow=Math.max(Math.min(n,this.rows-1),0),this.lastRow=Math.min(Math.max(i,0),this.firstRow+qt),this.data.need(this.firstRow*this.columns,(this.lastRow+1)*this.columns-1)}restore(){let e=this.restoring;e!==null&&this.shown&&this.data.total!==null&&this.data.shown!==null&&(this.restoring=null,this.wanted=e.focus,requestAnimationFrame(()=>{window.scrollTo(0,e.y),this.window(),this.focusWanted()}))}async focusWanted(){if(this.wanted===``)return;await this.updateComplete;let e=[...this.renderRoot.querySelectorAll(`ht-recipe-tile`)].find(({dataset:e})=>e.id===this.wanted);e!==void 0&&(this.wanted=``,await e.updateComplete,e.focus({preventScroll:!0}))}};_([p({attribute:!1})],Q.prototype,`hass`,void 0),_([p({attribute:!1})],Q.prototype,`locale`,void 0),_([p({type:Boolean})],Q.prototype,`connected`,void 0),_([p({type:Boolean,reflect:!0})],Q.prototype,`narrow`,void 0),_([p({attribute:!1})],Q.prototype,`collections`,void 0),_([p({attribute:!1})],Q.prototype,`href`,void 0),_([p({attribute:!1})],Q.prototype,`navigate`,void 0),_([p({type:Boolean})],Q.prototype,`shown`,void 0),_([s()],Q.prototype,`asked`,void 0),_([s()],Q.prototype,`people`,void 0),_([s()],Q.prototype,`firstRow`,void 0),_([s()],Q.prototype,`lastRow`,void 0),_([s()],Q.prototype,`columns`,void 0),_([s()],Q.prototype,`rowHeight`,void 0),_([s()],Q.prototype,`filtersOpen`,void 0),_([s()],Q.prototype,`addOpen`,void 0),_([s()],Q.prototype,`bookOpen`,void 0),_([s()],Q.prototype,`reason`,void 0),_([a(`.grid`)],Q.prototype,`grid`,void 0),_([a(`input`)],Q.prototype,`input`,void 0),Q=_([m(`ht-shelf`)],Q);var Jt=e({Recipes:()=>$}),Yt=150,$=class extends ue{constructor(...e){super(...e),this.collections=[],this.missing=!1,this.stop=null,this.timer=0}static{this.styles=[h,l` :host{display:block}`]}firstUpdated(){this.readCollections(),this.listen()}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.listen()}disconnectedCallback(){super.disconnectedCallback(),this.stop?.(),this.stop=null,window.clearTimeout(this.timer)}render(){let[e=``,t=``,n=``]=this.rest,r=e===``;return i`<ht-shelf .hass=${this.hass} .locale=${this.locale} .connected=${this.connected} ?narrow=${this.narrow} .collections=${this.collections} .href=${this.href} .navigate=${this.navigate} .shown=${r}
></ht-shelf>
${r?c:this.renderPlace(e,t,n)}`}renderPlace(e,t,n){let r={hass:this.hass,locale:this.locale,href:this.href,navigate:this.navigate};if(e===`import`)return this.has(`ht-import`,()=>et(()=>import(`./recipe-form-CmvVWZQ8.js`).then(e=>e.t),[],import.meta.url))?i`<ht-import .hass=${r.hass} .locale=${r.locale} .way=${t} .href=${r.href} .navigate=${r.navigate}
></ht-import>`:this.renderLoading();if(e===`new`||t===`edit`)return this.has(`ht-editor`,()=>et(()=>import(`./recipe-form-CmvVWZQ8.js`).then(e=>e.n),[],import.meta.url))?i`<ht-editor .hass=${r.hass} .locale=${r.locale} ?narrow=${this.narrow} .recipe=${e===`new`?``:e} .navigate=${r.navigate}
></ht-editor>`:this.renderLoading();let a=t===`as`&&/^\d{1,6}$/.test(n)?Number(n):0;return i`<ht-recipe-page .hass=${this.hass} .locale=${this.locale} .connected=${this.connected} ?narrow=${this.narrow} .recipe=${e} .version=${a} .collections=${this.collections} .href=${this.href} .navigate=${this.navigate} @collect=${e=>this.collect(e.detail)}
></ht-recipe-page>`}has(e,t){return customElements.get(e)!==void 0||(t().then(()=>this.requestUpdate(),()=>{this.missing=!0}),!1)}renderLoading(){return i`<ht-label .text=${this.locale.t(this.missing?`view_missing`:`loading`)}></ht-label>`}updated(e){e.has(`rest`)&&this.rest.length>0&&window.scrollTo(0,0)}listen(){this.stop??=this.feeds.changes.on(({type:e,kind:t=``,subject:n})=>{st(),(e===`kitchen`||t===`household_changed`)&&this.readCollections();let r=/^(recipe|note|picture|cooking)_/.test(t);(e===`kitchen`||r)&&(r&&n===this.rest[0]&&this.page?.read(),window.clearTimeout(this.timer),this.timer=window.setTimeout(()=>this.shelf?.refresh(),Yt))})}async readCollections(){try{this.collections=await tt(this.hass)}catch{this.collections=[]}}async collect({collection:e,recipe:t,add:n}){let r=this.collections;this.collections=r.map(r=>r.id===e?{...r,recipes:n?[...r.recipes,t]:r.recipes.filter(e=>e!==t)}:r);try{await nt(this.hass,e,t,n)}catch{this.collections=r}}};_([s()],$.prototype,`collections`,void 0),_([s()],$.prototype,`missing`,void 0),_([a(`ht-shelf`)],$.prototype,`shelf`,void 0),_([a(`ht-recipe-page`)],$.prototype,`page`,void 0),$=_([m(`ht-recipes`)],$);export{$ as Recipes,Jt as t};